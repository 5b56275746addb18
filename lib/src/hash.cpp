// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/hash.hpp"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <sodium.h>

#include <array>
#include <new>

#include "verzuim/error.hpp"

namespace verzuim {
namespace {

std::string hexadecimal(const unsigned char* bytes, std::size_t size) {
  std::string text(2 * size + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes, size);
  text.pop_back();
  return text;
}

/// OpenSSL says no in one way, whatever is the matter; without memory it cannot even note why.
[[noreturn]] void fail(const char* message) {
  const unsigned long first = ERR_peek_error();
  if (first == 0 || ERR_GET_REASON(first) == ERR_R_MALLOC_FAILURE) throw std::bad_alloc();
  throw Error(ErrorCode::internal, message);
}

/// Looked up once: that takes longer than the fingerprint of an id.
const EVP_MD* sha256_method() {
  static const EVP_MD* const method = [] {
    // The fingerprint must not depend on how the machine is set up.
    OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, nullptr);
    return EVP_MD_fetch(nullptr, "SHA256", nullptr);
  }();
  if (method == nullptr) fail("the OpenSSL of this machine has no SHA-256");
  return method;
}

void check(int answer) {
  if (answer != 1) fail("SHA-256 failed");
}

}  // namespace

struct Sha256::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  State() {
    if (context == nullptr) throw std::bad_alloc();
  }
  ~State() { EVP_MD_CTX_free(context); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  check(EVP_DigestInit_ex2(state_->context, sha256_method(), nullptr));
}
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
  check(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()));
}

std::string Sha256::hex() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned size = 0;
  check(EVP_DigestFinal_ex(state_->context, digest.data(), &size));
  return hexadecimal(digest.data(), size);
}

std::string sha256(std::string_view bytes) {
  Sha256 hash;
  hash.add(bytes);
  return hash.hex();
}

std::string hmac_sha256(std::string_view secret, std::string_view bytes) {
  crypto_auth_hmacsha256_state state;
  const auto* text = reinterpret_cast<const unsigned char*>(bytes.data());
  crypto_auth_hmacsha256_init(&state, reinterpret_cast<const unsigned char*>(secret.data()), secret.size());
  crypto_auth_hmacsha256_update(&state, text, bytes.size());
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> digest;
  crypto_auth_hmacsha256_final(&state, digest.data());
  sodium_memzero(&state, sizeof state);
  return hexadecimal(digest.data(), digest.size());
}

void wipe(std::string& secret) {
  sodium_memzero(secret.data(), secret.size());
  secret.clear();
}

std::string short_id(std::initializer_list<std::string_view> parts) {
  // One call for the whole text, with a context that stays: making one took longer than the fingerprint.
  thread_local const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                                     EVP_MD_CTX_free);
  std::string text;
  for (std::string_view part : parts) {
    text += part;
    text += '\0';
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  check(EVP_DigestInit_ex2(context.get(), sha256_method(), nullptr));
  check(EVP_DigestUpdate(context.get(), text.data(), text.size()));
  check(EVP_DigestFinal_ex(context.get(), digest.data(), nullptr));
  return hexadecimal(digest.data(), 8);
}

}  // namespace verzuim
