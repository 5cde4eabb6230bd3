"""Where the pure steps run: in this process, in a process pool, on a cluster."""
