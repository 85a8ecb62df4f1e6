"""What people see. Screens stand in section folders: Streamlit would serve a script directly in
`pages/` to the first visitor of a cold server without running `dashboard.py`."""
