"""Engines that can answer a query."""
