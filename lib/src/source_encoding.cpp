// SPDX-License-Identifier: EUPL-1.2
#include "source_encoding.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>

#include "verzuim/error.hpp"

namespace verzuim {
namespace {

constexpr char not_a_letter = '\xFF';

/// An open conversion to UTF-8.
class Conversion {
 public:
  explicit Conversion(const char* from) : handle_(iconv_open("UTF-8", from)) {
    if (handle_ == reinterpret_cast<iconv_t>(-1))
      throw Error(ErrorCode::internal, std::string("the C library here cannot read ") + from +
                                           "; save the file as UTF-8, or install its gconv modules");
  }
  ~Conversion() { iconv_close(handle_); }
  Conversion(const Conversion&) = delete;
  Conversion& operator=(const Conversion&) = delete;

  /// Appends what could be converted to `out` and takes it off `in`. Returns 0, or errno: EILSEQ where `in`
  /// begins with what is no letter, EINVAL where it ends inside one.
  int convert(std::string_view& in, std::string& out) {
    for (;;) {
      std::array<char, 16384> room;
      char* from = const_cast<char*>(in.data());  // iconv's interface is older than const
      char* to = room.data();
      std::size_t from_left = in.size(), to_left = room.size();
      const bool failed = iconv(handle_, &from, &from_left, &to, &to_left) == static_cast<std::size_t>(-1);
      const int why = failed ? errno : 0;
      in.remove_prefix(in.size() - from_left);
      out.append(room.data(), room.size() - to_left);
      if (why != E2BIG) return why;
    }
  }

 private:
  iconv_t handle_;
};

class Unchanged : public Decoder {
 public:
  std::string_view decode(std::string_view piece) override { return piece; }
};

/// Encodings of one byte a letter. What each byte is, iconv tells once.
class SingleByte : public Decoder {
 public:
  explicit SingleByte(const char* encoding) {
    Conversion conversion(encoding);
    for (unsigned value = 0; value < letters_.size(); ++value) {
      const char byte = static_cast<char>(value);
      std::string_view in(&byte, 1);
      if (conversion.convert(in, letters_[value]) != 0) letters_[value] = not_a_letter;
    }
  }
  std::string_view decode(std::string_view piece) override {
    out_.clear();
    for (std::size_t at = 0; at < piece.size();) {
      const auto plain = ascii_length(piece.substr(at));
      out_.append(piece, at, plain);
      at += plain;
      for (; at < piece.size() && static_cast<unsigned char>(piece[at]) >= 0x80; ++at)
        out_ += letters_[static_cast<unsigned char>(piece[at])];
    }
    return out_;
  }

  /// How many bytes at the start are ASCII.
  static std::size_t ascii_length(std::string_view text) {
    std::size_t at = 0;
    for (std::uint64_t eight; at + sizeof eight <= text.size(); at += sizeof eight) {
      std::memcpy(&eight, text.data() + at, sizeof eight);
      if ((eight & 0x8080808080808080u) != 0) break;
    }
    while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
    return at;
  }

 private:
  std::array<std::string, 256> letters_;
  std::string out_;
};

/// UTF-16, whose letters are of one unit of two bytes or of a pair of them.
class Utf16 : public Decoder {
 public:
  Utf16(const char* encoding, std::string name) : conversion_(encoding), name_(std::move(name)) {}
  std::string_view decode(std::string_view piece) override {
    out_.clear();
    // A letter that began in the piece before is completed byte by byte; it needs three more at most.
    while (!rest_.empty() && !piece.empty()) {
      rest_ += piece.front();
      piece.remove_prefix(1);
      std::string_view begun(rest_);
      convert(begun);
      rest_ = std::string(begun);
    }
    convert(piece);
    rest_ += piece;
    return out_;
  }
  std::string_view finish() override {
    if (rest_.empty()) return {};
    throw Error(ErrorCode::data, "the file is cut off inside a letter (UTF-16); ask for it again", {name_});
  }

 private:
  /// Leaves in `in` only the letter that it ends inside.
  void convert(std::string_view& in) {
    while (conversion_.convert(in, out_) == EILSEQ) {
      out_ += not_a_letter;
      in.remove_prefix(std::min<std::size_t>(2, in.size()));
    }
  }

  Conversion conversion_;
  std::string name_, out_;
  std::string rest_;  ///< of a letter that goes on in the next piece
};

/// How the first letter of `text` stands to UTF-8: its length, 0 when it is none, npos when `text` ends in
/// it.
std::size_t utf8_letter(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  for (std::size_t i = 1; i < length; ++i) {
    if (i == text.size()) return std::string_view::npos;
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool long_way = i == 1 && ((lead == 0xE0 && byte < 0xA0) || (lead == 0xF0 && byte < 0x90));
    const bool too_far = i == 1 && ((lead == 0xED && byte > 0x9F) || (lead == 0xF4 && byte > 0x8F));
    if ((byte & 0xC0u) != 0x80u || long_way || too_far) return 0;
  }
  return length;
}

/// Nobody said how the file is written. The first letter outside ASCII tells: UTF-8 or Windows-1252.
class Automatic : public Decoder {
 public:
  std::string_view decode(std::string_view piece) override {
    if (settled_) return settled_->decode(piece);
    if (!rest_.empty()) {
      joined_ = rest_.append(piece);
      rest_.clear();
      piece = joined_;
    }
    const std::size_t plain = SingleByte::ascii_length(piece);
    if (plain == piece.size()) return piece;
    const std::size_t letter = utf8_letter(piece.substr(plain));
    if (letter == std::string_view::npos) {
      rest_ = piece.substr(plain);
      return piece.substr(0, plain);
    }
    settle(letter > 0);
    return settled_->decode(piece);
  }
  std::string_view finish() override {
    if (rest_.empty()) return {};
    settle(false);
    return settled_->decode(rest_);
  }

 private:
  void settle(bool utf8) {
    if (utf8)
      settled_ = std::make_unique<Unchanged>();
    else
      settled_ = std::make_unique<SingleByte>("WINDOWS-1252");
  }

  std::unique_ptr<Decoder> settled_;
  std::string rest_, joined_;
};

/// Tells UTF-16 without a mark by its NULs: letters of Dutch have one in every second place, and never in the
/// other.
const char* unmarked_utf16(std::string_view head) {
  std::array<std::size_t, 2> nuls{};
  const std::size_t looked = std::min<std::size_t>(head.size(), 4096) / 2 * 2;
  for (std::size_t i = 0; i < looked; ++i) nuls[i % 2] += head[i] == '\0' ? 1 : 0;
  const std::size_t most = looked / 2;
  if (most == 0 || std::min(nuls[0], nuls[1]) > 0 || std::max(nuls[0], nuls[1]) * 4 < most * 3)
    return nullptr;
  return nuls[1] > 0 ? "UTF-16LE" : "UTF-16BE";
}

std::unique_ptr<Decoder> decoder_of(std::string_view head, Encoding asked, const std::string& name) {
  switch (asked) {
    case Encoding::utf8:
      return std::make_unique<Unchanged>();
    case Encoding::utf16:
      return std::make_unique<Utf16>("UTF-16LE", name);
    case Encoding::windows_1252:
      return std::make_unique<SingleByte>("WINDOWS-1252");
    case Encoding::iso_8859_1:
      return std::make_unique<SingleByte>("ISO-8859-1");
    case Encoding::automatic:
      break;
  }
  if (const char* utf16 = unmarked_utf16(head)) return std::make_unique<Utf16>(utf16, name);
  return std::make_unique<Automatic>();
}

}  // namespace

Reading reading_of(std::string_view head, Encoding asked, const std::string& name) {
  if (head.starts_with("\xEF\xBB\xBF")) return {3, std::make_unique<Unchanged>()};
  if (head.starts_with("\xFF\xFE")) return {2, std::make_unique<Utf16>("UTF-16LE", name)};
  if (head.starts_with("\xFE\xFF")) return {2, std::make_unique<Utf16>("UTF-16BE", name)};
  return {0, decoder_of(head, asked, name)};
}

}  // namespace verzuim
