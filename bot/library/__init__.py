"""The library: what members may read, watch or use, suggested by them and looked after by organisers."""
