"""The name that Live shows for the script, and its version."""

NAME = "AbletonOSC"
VERSION = "0.1.0"
