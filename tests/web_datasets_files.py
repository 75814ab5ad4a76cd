"""Files that tests of data intake bring."""

GOOD = b"year,sex,guests\n2023,_T,30\n2023,F,18\n2023,M,12\n"
FAULTY = b"year,sex,guests\n2023,_T,30\n2023,Q,many\n"
