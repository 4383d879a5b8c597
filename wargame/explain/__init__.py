"""The one place that turns positions, events and forecasts into facts and sentences, for every client alike."""
