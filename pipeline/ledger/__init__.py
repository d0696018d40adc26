"""季度跟踪台账: workbooks for the units to fill in, read back into corpus/ledger/, and the progress they report."""
