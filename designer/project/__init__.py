"""What is saved: graph, data, compile and fit settings; the file format and its migrations."""
