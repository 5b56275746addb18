// SPDX-License-Identifier: EUPL-1.2
// Where the bytes of a source come from: the file itself, or what was packed in it.
#pragma once
#include <array>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "verzuim/hash.hpp"

namespace verzuim {

/// How much is handed on at a time. Units: bytes.
inline constexpr std::size_t source_block = 1024 * 1024;

/// Bytes in pieces of `source_block`; only the last piece is smaller.
class Bytes {
 public:
  virtual ~Bytes() = default;
  /// The next piece, empty at the end. It lives until the next call.
  virtual std::string_view next() = 0;
};

/// The file as it was handed in. Its fingerprint is taken in a thread of its own, since that takes as long as
/// reading the rows; both look at the same two buffers in turn, so nothing is copied for it.
class RawBytes : public Bytes {
 public:
  RawBytes(std::istream& in, std::string name);
  ~RawBytes() override;
  RawBytes(const RawBytes&) = delete;
  RawBytes& operator=(const RawBytes&) = delete;

  /// Throws: Error (io) when reading fails.
  std::string_view next() override;
  std::uint64_t read() const { return read_; }
  /// Reads on to the end. To be called once.
  std::string sha256();

 private:
  void hand_over(std::size_t size);
  void work();
  void stop();

  std::istream& in_;
  std::string name_;
  std::array<std::unique_ptr<char[]>, 2> blocks_;
  std::uint64_t read_ = 0;
  bool at_end_ = false;

  Sha256 hash_;
  std::mutex mutex_;
  std::condition_variable turn_;
  std::array<std::size_t, 2> sizes_{};  // of the blocks that wait for their fingerprint
  std::uint64_t filled_ = 0, hashed_ = 0;
  bool done_ = false;
  std::thread worker_;  // last, so that it begins when the others are there
};

/// True when these first bytes are those of a gzip file.
bool is_gzip(std::string_view head);
/// What gzip packed in `packed`, of which `first` was read already. Requires: `packed` outlives the result.
/// Reading throws: Error (data) when the packed file is cut off or damaged.
std::unique_ptr<Bytes> unpacked(Bytes& packed, std::string_view first, std::string name);

}  // namespace verzuim
