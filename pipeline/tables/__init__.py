"""The facts as tables: CSV, data frames."""
