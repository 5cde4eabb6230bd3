"""The trained English core of Dateline: files only, read by dateline.understand.syntax."""
