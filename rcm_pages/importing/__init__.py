"""The importer of the Conference's papers."""
