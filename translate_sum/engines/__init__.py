"""Where a batch's articles are worked on: in this process, in several, on several machines. Each imported on use."""
