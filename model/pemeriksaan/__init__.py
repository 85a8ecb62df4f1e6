"""Pemeriksaan: rules that say what the chain lacks. `daftar` holds all of them, in their order."""
