// Placeholder until the first type of CertificateStore.
