"""The facts in the formats that other programs read: workbook, SQLite, Parquet, JSON-LD, CSV, graphs."""
