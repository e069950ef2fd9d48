"""What is sent when: pure decisions about retries, grouping and limits."""
