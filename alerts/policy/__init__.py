"""What is sent when: pure decisions about answers, retries and giving up."""
