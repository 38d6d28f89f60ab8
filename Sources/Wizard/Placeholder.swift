// Placeholder until the first type of Wizard.
