// OpenSSL 3 (crypto(7)), and the macros that Swift cannot import.
#pragma once
#include <openssl/x509v3.h>
