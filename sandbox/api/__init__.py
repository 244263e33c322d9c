"""The Web API: the methods that the app may call, who may call them, how often, and every refusal."""
