"""The live feed: who watches jobs, videos and queues is told of each change, over WebSocket or server-sent events."""
