// Placeholder until the first type of HostInspection.
