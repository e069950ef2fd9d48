"""The bundled newswire and the run that shows it."""
