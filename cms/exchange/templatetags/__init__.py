"""Tags of the templates that show what is handed on."""
