// OpenSSL 3 (crypto(7)), and the macros that Swift cannot import.
#pragma once
#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

static inline EVP_PKEY *COpenSSL_rsa_key(size_t bits) { return EVP_RSA_gen(bits); }

static inline long COpenSSL_bio_data(BIO *bio, char **data) { return BIO_get_mem_data(bio, data); }

static inline void COpenSSL_free(void *memory) { OPENSSL_free(memory); }

static inline void COpenSSL_clear_free(void *memory, size_t count) { OPENSSL_clear_free(memory, count); }

static inline STACK_OF(X509) *COpenSSL_certificates_new(void) { return sk_X509_new_null(); }

// The stack takes the certificate over, if the answer is not zero.
static inline int COpenSSL_certificates_push(STACK_OF(X509) *all, X509 *one) { return sk_X509_push(all, one); }

static inline void COpenSSL_certificates_free(STACK_OF(X509) *all) { sk_X509_pop_free(all, X509_free); }

static inline GENERAL_NAMES *COpenSSL_names_new(void) { return sk_GENERAL_NAME_new_null(); }

// The stack takes the name over, if the answer is not zero.
static inline int COpenSSL_names_push(GENERAL_NAMES *all, GENERAL_NAME *one) { return sk_GENERAL_NAME_push(all, one); }

static inline int COpenSSL_names_count(const GENERAL_NAMES *all) { return sk_GENERAL_NAME_num(all); }

static inline GENERAL_NAME *COpenSSL_names_at(const GENERAL_NAMES *all, int index) {
    return sk_GENERAL_NAME_value(all, index);
}

static inline EXTENDED_KEY_USAGE *COpenSSL_purposes_new(void) { return sk_ASN1_OBJECT_new_null(); }

// The stack takes the object over, if the answer is not zero.
static inline int COpenSSL_purposes_push(EXTENDED_KEY_USAGE *all, ASN1_OBJECT *one) {
    return sk_ASN1_OBJECT_push(all, one);
}

static inline int COpenSSL_purposes_count(const EXTENDED_KEY_USAGE *all) { return sk_ASN1_OBJECT_num(all); }

static inline ASN1_OBJECT *COpenSSL_purposes_at(const EXTENDED_KEY_USAGE *all, int index) {
    return sk_ASN1_OBJECT_value(all, index);
}
