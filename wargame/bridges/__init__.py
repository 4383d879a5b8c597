"""Chokepoint for research libraries: PettingZoo (`bridges.pettingzoo`) and OpenSpiel (`bridges.openspiel`).

Both need `pip install 'chokepoint[research]'`. Nothing here is imported by the game itself.
"""
