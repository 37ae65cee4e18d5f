"""How the embedded MarianMT model is made: prepare -> align -> train -> evaluate -> export."""
