"""Papers and pictures that people hand in, stored safely and shown only to those who may see them."""
