// Placeholder until the first type of ScreenKit.
