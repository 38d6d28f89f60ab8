// Placeholder until the first type of CertificateEngine.
