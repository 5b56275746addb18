// SPDX-License-Identifier: EUPL-1.2
// A small random source with the same numbers on every machine; the distributions of the standard library
// differ.
#pragma once

#include <cstdint>
#include <string_view>

/// SplitMix64. Each pupil has a stream of its own, seeded by the id, so that a change to one moves no other.
/// Draw at most once in an argument list: compilers evaluate arguments in different orders.
class Prng {
 public:
  explicit Prng(std::string_view key) {
    for (char c : key) state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  }

  /// A number from 0 up to and without `bound`. The bias of the remainder is far below what the example
  /// shows.
  int below(int bound) { return static_cast<int>(next() % static_cast<std::uint64_t>(bound)); }

  /// A number from `low` to `high`, both inclusive.
  int between(int low, int high) { return low + below(high - low + 1); }

  bool chance(int per_cent) { return below(100) < per_cent; }

 private:
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31U);
  }

  std::uint64_t state_ = 0xcbf29ce484222325ULL;
};
