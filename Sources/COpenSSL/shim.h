// OpenSSL 3 (crypto(7)), and the macros that Swift cannot import.
#pragma once
#include <openssl/asn1t.h>
#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/crypto.h>
#include <openssl/decoder.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/pkcs7.h>
#include <openssl/provider.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

static inline EVP_PKEY *COpenSSL_rsa_key(size_t bits) { return EVP_RSA_gen(bits); }

// SHA256(3) and SHA1(3) ask a provider, and fail where the system configures none that has them. These do not, and
// always return 1 (sha_local.h, md32_common.h of OpenSSL).
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
static inline void COpenSSL_sha256(const void *bytes, size_t count, unsigned char *digest) {
    SHA256_CTX state;
    SHA256_Init(&state);
    SHA256_Update(&state, bytes, count);
    SHA256_Final(digest, &state);
}

static inline void COpenSSL_sha1(const void *bytes, size_t count, unsigned char *digest) {
    SHA_CTX state;
    SHA1_Init(&state);
    SHA1_Update(&state, bytes, count);
    SHA1_Final(digest, &state);
}
#pragma GCC diagnostic pop

// Whether an error of the queue says that no provider has the algorithm (ERR_raise(3)).
static inline int COpenSSL_is_unsupported(unsigned long code) { return ERR_GET_REASON(code) == ERR_R_UNSUPPORTED; }

static inline long COpenSSL_bio_data(BIO *bio, char **data) { return BIO_get_mem_data(bio, data); }

static inline STACK_OF(X509) *COpenSSL_certificates_new(void) { return sk_X509_new_null(); }

// The stack takes the certificate over, if the answer is not zero.
static inline int COpenSSL_certificates_push(STACK_OF(X509) *all, X509 *one) { return sk_X509_push(all, one); }

static inline void COpenSSL_certificates_free(STACK_OF(X509) *all) { sk_X509_pop_free(all, X509_free); }

static inline void COpenSSL_extensions_free(STACK_OF(X509_EXTENSION) *all) {
    sk_X509_EXTENSION_pop_free(all, X509_EXTENSION_free);
}

static inline GENERAL_NAMES *COpenSSL_names_new(void) { return sk_GENERAL_NAME_new_null(); }

// The stack takes the name over, if the answer is not zero.
static inline int COpenSSL_names_push(GENERAL_NAMES *all, GENERAL_NAME *one) { return sk_GENERAL_NAME_push(all, one); }

static inline EXTENDED_KEY_USAGE *COpenSSL_purposes_new(void) { return sk_ASN1_OBJECT_new_null(); }

// The stack takes the object over, if the answer is not zero.
static inline int COpenSSL_purposes_push(EXTENDED_KEY_USAGE *all, ASN1_OBJECT *one) {
    return sk_ASN1_OBJECT_push(all, one);
}

static inline int COpenSSL_certificates_count(const STACK_OF(X509) *all) { return sk_X509_num(all); }

static inline X509 *COpenSSL_certificates_at(const STACK_OF(X509) *all, int index) {
    return sk_X509_value(all, index);
}

// The parameters of a password-based scheme (RFC 8018 appendix A, RFC 7914 section 7), or null where they are not that.
static inline PBEPARAM *COpenSSL_pbe_parameters(const ASN1_TYPE *parameters) {
    return ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(PBEPARAM), parameters);
}

static inline PBE2PARAM *COpenSSL_pbes2_parameters(const ASN1_TYPE *parameters) {
    return ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(PBE2PARAM), parameters);
}

static inline PBKDF2PARAM *COpenSSL_pbkdf2_parameters(const ASN1_TYPE *parameters) {
    return ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(PBKDF2PARAM), parameters);
}

static inline SCRYPT_PARAMS *COpenSSL_scrypt_parameters(const ASN1_TYPE *parameters) {
    return ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(SCRYPT_PARAMS), parameters);
}

// The salt of PBKDF2's parameters, or null where it comes from elsewhere.
static inline const ASN1_OCTET_STRING *COpenSSL_pbkdf2_salt(const PBKDF2PARAM *parameters) {
    const ASN1_TYPE *salt = parameters->salt;
    return salt != NULL && salt->type == V_ASN1_OCTET_STRING ? salt->value.octet_string : NULL;
}

// The authSafe of a PFX (RFC 7292 section 4), its second field, lent. OpenSSL gives out no more than a copy, which would
// leave the keys that lie in the first one uncleansed.
static inline PKCS7 *COpenSSL_pfx_safe(const PKCS12 *pfx) {
    const ASN1_ITEM *item = ASN1_ITEM_rptr(PKCS12);
    return *(PKCS7 *const *)((const char *)pfx + item->templates[1].offset);
}

static inline int COpenSSL_pkcs7_type(const PKCS7 *message) { return OBJ_obj2nid(message->type); }

// The octets of a message of type data, or null.
static inline ASN1_OCTET_STRING *COpenSSL_pkcs7_data(const PKCS7 *message) {
    return COpenSSL_pkcs7_type(message) == NID_pkcs7_data ? message->d.data : NULL;
}

// The encrypted content of a message of type encryptedData, or null.
static inline PKCS7_ENC_CONTENT *COpenSSL_pkcs7_encrypted(const PKCS7 *message) {
    if (COpenSSL_pkcs7_type(message) != NID_pkcs7_encrypted || message->d.encrypted == NULL) return NULL;
    return message->d.encrypted->enc_data;
}

// The certificates of a message of type signedData, lent, or null.
static inline const STACK_OF(X509) *COpenSSL_pkcs7_certificates(const PKCS7 *message) {
    if (COpenSSL_pkcs7_type(message) != NID_pkcs7_signed || message->d.sign == NULL) return NULL;
    return message->d.sign->cert;
}

// How many CRLs are in a message of type signedData.
static inline int COpenSSL_pkcs7_crl_count(const PKCS7 *message) {
    if (COpenSSL_pkcs7_type(message) != NID_pkcs7_signed || message->d.sign == NULL) return 0;
    return message->d.sign->crl == NULL ? 0 : sk_X509_CRL_num(message->d.sign->crl);
}

static inline int COpenSSL_cms_crl_count(CMS_ContentInfo *message) {
    STACK_OF(X509_CRL) *all = CMS_get1_crls(message);
    int count = all == NULL ? 0 : sk_X509_CRL_num(all);
    sk_X509_CRL_pop_free(all, X509_CRL_free);
    return count;
}

static inline STACK_OF(PKCS7) *COpenSSL_safes(const unsigned char **next, long count) {
    return (STACK_OF(PKCS7) *)ASN1_item_d2i(NULL, next, count, ASN1_ITEM_rptr(PKCS12_AUTHSAFES));
}

static inline int COpenSSL_safes_count(const STACK_OF(PKCS7) *all) { return sk_PKCS7_num(all); }

static inline PKCS7 *COpenSSL_safes_at(const STACK_OF(PKCS7) *all, int index) { return sk_PKCS7_value(all, index); }

static inline void COpenSSL_safes_free(STACK_OF(PKCS7) *all) { sk_PKCS7_pop_free(all, PKCS7_free); }

static inline STACK_OF(PKCS12_SAFEBAG) *COpenSSL_bags(const unsigned char **next, long count) {
    return (STACK_OF(PKCS12_SAFEBAG) *)ASN1_item_d2i(NULL, next, count, ASN1_ITEM_rptr(PKCS12_SAFEBAGS));
}

static inline int COpenSSL_bags_count(const STACK_OF(PKCS12_SAFEBAG) *all) { return sk_PKCS12_SAFEBAG_num(all); }

static inline PKCS12_SAFEBAG *COpenSSL_bags_at(const STACK_OF(PKCS12_SAFEBAG) *all, int index) {
    return sk_PKCS12_SAFEBAG_value(all, index);
}

static inline void COpenSSL_bags_free(STACK_OF(PKCS12_SAFEBAG) *all) {
    sk_PKCS12_SAFEBAG_pop_free(all, PKCS12_SAFEBAG_free);
}

// What a client accepts that only looks: any protocol from TLS 1.0 on, and certificates of at most this many octets.
static inline int COpenSSL_accept_everything(SSL_CTX *context, long octets) {
    SSL_CTX_set_security_level(context, 0);
    SSL_CTX_set_options(context, SSL_OP_LEGACY_SERVER_CONNECT | SSL_OP_IGNORE_UNEXPECTED_EOF);
#ifdef SSL_OP_NO_RX_CERTIFICATE_COMPRESSION
    // From OpenSSL 3.2 on: a compressed Certificate message (RFC 8879) could not be read as it arrives.
    SSL_CTX_set_options(context, SSL_OP_NO_RX_CERTIFICATE_COMPRESSION);
#endif
    SSL_CTX_set_max_cert_list(context, octets);
    return SSL_CTX_set_min_proto_version(context, TLS1_VERSION) && SSL_CTX_set_max_proto_version(context, 0);
}

// The name that the server is asked for (RFC 6066 section 3).
static inline int COpenSSL_server_name(SSL *connection, const char *name) {
    return (int)SSL_set_tlsext_host_name(connection, name);
}

static inline void COpenSSL_message_argument(SSL *connection, void *argument) {
    SSL_set_msg_callback_arg(connection, argument);
}
