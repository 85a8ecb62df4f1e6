"""Slides of the big screen: what the store says goes in, HTML comes out. No Streamlit."""
