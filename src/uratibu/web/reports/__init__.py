"""The reader of the Migration Profile: its frozen editions on screen."""
