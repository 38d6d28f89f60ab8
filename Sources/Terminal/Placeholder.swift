// Placeholder until the first type of Terminal.
