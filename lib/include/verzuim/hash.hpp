// SPDX-License-Identifier: EUPL-1.2
// Fingerprints of files and runs, stable ids, and keys made with a secret.
#pragma once
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

#include "verzuim/export.hpp"

namespace verzuim {

/// SHA-256 of what is fed to it piece by piece.
class VERZUIM_EXPORT Sha256 {
 public:
  Sha256();
  ~Sha256();
  void add(std::string_view bytes);
  /// 64 hexadecimal digits. To be called once.
  std::string hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

VERZUIM_EXPORT std::string sha256(std::string_view bytes);
/// HMAC-SHA-256 (RFC 2104): 64 hexadecimal digits that nobody can make without the secret.
VERZUIM_EXPORT std::string hmac_sha256(std::string_view secret, std::string_view bytes);
/// Overwrites a secret in memory and empties it.
VERZUIM_EXPORT void wipe(std::string& secret);
/// 16 hexadecimal digits for the parts, in which order and borders count: a stable id.
VERZUIM_EXPORT std::string short_id(std::initializer_list<std::string_view> parts);

}  // namespace verzuim
