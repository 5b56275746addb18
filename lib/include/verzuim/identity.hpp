// SPDX-License-Identifier: EUPL-1.2
// Identity numbers of pupils: told from mistakes by their eleven-test, and turned into keys that do not give
// them away. No message here ever holds one.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "verzuim/error.hpp"

namespace verzuim {

/// Which number a column holds.
enum class IdentityNumber : std::uint8_t {
  none,             ///< the school's own key
  bsn,              ///< burgerservicenummer
  onderwijsnummer,  ///< of a pupil without BSN
  persoonsgebonden  ///< either of them
};
inline constexpr std::array<std::string_view, 4> identity_number_names = {"none", "bsn", "onderwijsnummer",
                                                                          "persoonsgebonden"};
/// The number in nine digits (leading zeros that a spreadsheet lost are put back), or nothing when it does
/// not pass the eleven-test of its kind. Basis: weights 9 8 7 6 5 4 3 2 -1; the sum modulo 11 is 0 for a BSN,
/// 5 for an onderwijsnummer; 000000000 is neither.
VERZUIM_EXPORT std::optional<std::string> checked_identity(std::string_view text, IdentityNumber number);

/// A secret that turns a number into a pupil key. The same number gives the same key at every school that
/// uses the same secret; without the secret the number cannot be found back by trying all of them.
class VERZUIM_EXPORT IdentityKey {
 public:
  /// Reads the secret: at least 32 bytes. Throws: Error (no_input) when it is not there, (not_permitted) when
  /// others than its owner may read it or it is a symbolic link, (config) when it is too short.
  static IdentityKey read(const std::string& path);
  explicit IdentityKey(std::string_view secret);
  ~IdentityKey();  ///< wipes the secret
  IdentityKey(const IdentityKey&);
  IdentityKey& operator=(const IdentityKey&) = delete;

  /// The pupil key of a number or of any other key of a pupil: 32 hexadecimal digits (HMAC-SHA-256, halved).
  std::string key_of(std::string_view identity) const;

 private:
  std::string secret_;
};

}  // namespace verzuim
