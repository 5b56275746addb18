// SPDX-License-Identifier: EUPL-1.2
// Fingerprints of files and runs, and stable ids.
#pragma once
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
/// 16 hexadecimal digits for the parts, in which order and borders count: a stable id.
VERZUIM_EXPORT std::string short_id(std::initializer_list<std::string_view> parts);

}  // namespace verzuim
