"""The pages of certificates: anybody's, machines', the holder's, the office's."""
