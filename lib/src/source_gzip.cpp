// SPDX-License-Identifier: EUPL-1.2
// Unpacks gzip (RFC 1952): one file of it may hold several packed ones in a row.
#include <zlib.h>

#include "source_bytes.hpp"
#include "verzuim/error.hpp"

namespace verzuim {
namespace {

class UnpackedBytes : public Bytes {
 public:
  UnpackedBytes(Bytes& packed, std::string_view first, std::string name)
      : packed_(packed),
        name_(std::move(name)),
        block_(std::make_unique_for_overwrite<char[]>(source_block)) {
    constexpr int gzip_only = 16 + MAX_WBITS;
    if (inflateInit2(&zlib_, gzip_only) != Z_OK)
      throw Error(ErrorCode::internal, "the memory to unpack it is not there", {name_});
    give(first);
  }
  ~UnpackedBytes() override { inflateEnd(&zlib_); }
  UnpackedBytes(const UnpackedBytes&) = delete;
  UnpackedBytes& operator=(const UnpackedBytes&) = delete;

  std::string_view next() override {
    zlib_.next_out = reinterpret_cast<Bytef*>(block_.get());
    zlib_.avail_out = source_block;
    while (zlib_.avail_out > 0 && more()) unpack();
    return {block_.get(), source_block - zlib_.avail_out};
  }

 private:
  void give(std::string_view bytes) {
    // zlib's interface is older than const; it does not write here.
    zlib_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    zlib_.avail_in = static_cast<uInt>(bytes.size());
  }

  /// Sees to it that there are bytes to unpack; false behind the last packed file.
  bool more() {
    if (zlib_.avail_in == 0) give(packed_.next());
    if (inside_) {
      // What zlib still holds back may come out without new bytes; when nothing does, `unpack` tells.
      return true;
    }
    skip_padding();
    if (zlib_.avail_in == 0) return false;
    inside_ = true;
    return true;
  }

  /// Tapes and disks fill up the last block with NULs; they are no part of what was packed.
  void skip_padding() {
    while (zlib_.avail_in > 0 && *zlib_.next_in == 0) {
      ++zlib_.next_in;
      if (--zlib_.avail_in == 0) give(packed_.next());
    }
  }

  void unpack() {
    const int answer = inflate(&zlib_, Z_NO_FLUSH);
    if (answer == Z_STREAM_END) {
      inside_ = false;
      inflateReset(&zlib_);
    } else if (answer == Z_BUF_ERROR) {
      throw Error(ErrorCode::data, "the file is cut off inside its packing; ask for it again", {name_});
    } else if (answer != Z_OK) {
      throw Error(ErrorCode::data, "the file is damaged inside its packing (gzip); ask for it again",
                  {name_});
    }
  }

  Bytes& packed_;
  std::string name_;
  std::unique_ptr<char[]> block_;
  z_stream zlib_{};
  bool inside_ = true;  ///< of a packed file, not behind it
};

}  // namespace

bool is_gzip(std::string_view head) {
  // One byte alone is what is left of a file that was cut off there.
  return head.starts_with("\x1F\x8B") || head == "\x1F";
}

std::unique_ptr<Bytes> unpacked(Bytes& packed, std::string_view first, std::string name) {
  return std::make_unique<UnpackedBytes>(packed, first, std::move(name));
}

}  // namespace verzuim
