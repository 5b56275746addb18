// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/source.hpp"

#include <algorithm>
#include <istream>
#include <streambuf>

#include "source_bytes.hpp"
#include "source_encoding.hpp"

namespace verzuim {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view save_as_csv =
    "; open it in a spreadsheet program and save the sheet as CSV (UTF-8), or ask for it as CSV";

struct Stranger {
  std::string_view begins;  ///< the first bytes
  std::string_view is;
  std::string_view remedy;
};
constexpr Stranger strangers[] = {
    {"PK\x03\x04"sv, "this is a spreadsheet (xlsx or ods) or a zip file", save_as_csv},
    {"\xD0\xCF\x11\xE0"sv, "this is a spreadsheet of an old kind (xls)", save_as_csv},
    {"%PDF-"sv, "this is a PDF", "; a PDF holds no rows: ask for the same list as CSV"},
    {"\x1F\x8B"sv, "this is packed twice", "; unpack it once first (gzip -dc FILE | verzuim ingest -)"},
    {"BZh91AY&SY"sv, "this is packed with bzip2", "; unpack it first (bzip2 -dc FILE | verzuim ingest -)"},
    {"\xFD\x37zXZ\0"sv, "this is packed with xz", "; unpack it first (xz -dc FILE | verzuim ingest -)"},
    {"\x28\xB5\x2F\xFD"sv, "this is packed with zstd",
     "; unpack it first (zstd -dc FILE | verzuim ingest -)"},
    {"7z\xBC\xAF\x27\x1C"sv, "this is packed with 7-Zip", "; unpack it first"},
    {"Rar!\x1A\x07"sv, "this is packed with RAR", "; unpack it first"},
    {"\xFF\xFE\0\0"sv, "this is UTF-32", "; save it as UTF-8 (iconv -f UTF-32 -t UTF-8)"},
    {"\0\0\xFE\xFF"sv, "this is UTF-32", "; save it as UTF-8 (iconv -f UTF-32 -t UTF-8)"},
};

/// Many programs call a web page or an XML file a spreadsheet; some of them export nothing else.
bool is_markup(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return false;
  std::string start(text.substr(first, 9));
  std::transform(start.begin(), start.end(), start.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return start == "<!doctype" || start.starts_with("<html") || start.starts_with("<?xml") ||
         start.starts_with("<table");
}

/// Old Macs ended a line with CR alone. Tells by the first lines; a CR as the very last may stand before an
/// LF that is not seen, so it counts only where `all` of the text is here.
bool has_mac_line_ends(std::string_view text, bool all) {
  if (!all && text.ends_with('\r')) text.remove_suffix(1);
  return text.find('\r') != std::string_view::npos && text.find('\n') == std::string_view::npos;
}

/// The text of a source: piece by piece through the decoder, without a copy where nothing is to be changed.
class TextBuffer : public std::streambuf {
 public:
  TextBuffer(Bytes& bytes, std::string_view first, Reading reading, bool mac)
      : bytes_(bytes), first_(first.substr(reading.mark)), decoder_(std::move(reading.decoder)), mac_(mac) {}

 protected:
  // Reads of any size go through here: std::streambuf copies from one piece to the next.
  int_type underflow() override {
    while (!at_end_) {
      const std::string_view text = next();
      if (text.empty()) continue;
      // The get area is never written to: nothing is put back.
      char* begin = const_cast<char*>(text.data());
      setg(begin, begin, begin + text.size());
      return traits_type::to_int_type(text.front());
    }
    return traits_type::eof();
  }

 private:
  std::string_view next() {
    const std::string_view piece = begun_ ? bytes_.next() : first_;
    at_end_ = begun_ && piece.empty();
    begun_ = true;
    const std::string_view text = at_end_ ? decoder_->finish() : decoder_->decode(piece);
    if (!mac_) return text;
    unix_.assign(text);
    std::replace(unix_.begin(), unix_.end(), '\r', '\n');
    return unix_;
  }

  Bytes& bytes_;
  std::string_view first_;
  std::unique_ptr<Decoder> decoder_;
  std::string unix_;
  bool mac_, begun_ = false, at_end_ = false;
};

}  // namespace

std::optional<Encoding> parse_encoding(std::string_view text) {
  const auto found = std::find(encoding_names.begin(), encoding_names.end(), text);
  if (found == encoding_names.end()) return std::nullopt;
  return static_cast<Encoding>(found - encoding_names.begin());
}

struct Source::Parts {
  Parts(std::istream& in, std::string file) : name(std::move(file)), raw(in, name) {}

  std::string name;
  RawBytes raw;
  std::unique_ptr<Bytes> unpacked;
  std::string_view first;  ///< lives until the next piece is asked for
  std::unique_ptr<TextBuffer> buffer;
  std::unique_ptr<std::istream> stream;

  Bytes& bytes() { return unpacked ? *unpacked : raw; }
  bool whole() const { return first.size() < source_block; }
  /// The beginning of the text, as far as `most` bytes of the file go.
  std::string beginning(Encoding encoding, std::size_t most) const {
    Reading reading = reading_of(first, encoding, name);
    const bool all = whole() && most >= first.size();
    const std::size_t until = std::min(std::max(most, reading.mark), first.size());
    std::string text(reading.decoder->decode(first.substr(reading.mark, until - reading.mark)));
    if (all) text += reading.decoder->finish();
    return text;
  }
};

Source::Source(std::istream& in, std::string name) : parts_(std::make_unique<Parts>(in, std::move(name))) {
  parts_->first = parts_->raw.next();
  if (is_gzip(parts_->first)) {
    parts_->unpacked = unpacked(parts_->raw, parts_->first, parts_->name);
    parts_->first = parts_->unpacked->next();
  }
  for (const Stranger& stranger : strangers)
    if (parts_->first.starts_with(stranger.begins))
      throw Error(ErrorCode::data, std::string(stranger.is).append(stranger.remedy), {parts_->name, 1, 1});
  if (is_markup(parts_->beginning(Encoding::automatic, 4096)))
    throw Error(ErrorCode::data, std::string("this is a web page or XML").append(save_as_csv),
                {parts_->name, 1, 1});
}
Source::~Source() = default;

const std::string& Source::name() const { return parts_->name; }

std::string Source::head(Encoding encoding, std::size_t most) const {
  // A letter takes no more bytes in UTF-8 than twice those it had, but for some signs of one byte.
  std::string text = parts_->beginning(encoding, 2 * most + 4);
  const bool all = parts_->whole() && text.size() <= most && 2 * most + 4 >= parts_->first.size();
  if (has_mac_line_ends(text, all)) std::replace(text.begin(), text.end(), '\r', '\n');
  if (all) return text;
  text.resize(std::min(text.size(), most));
  const auto end = text.rfind('\n');
  text.resize(end == std::string::npos ? 0 : end + 1);
  return text;
}

std::istream& Source::text(Encoding encoding) {
  const bool mac = has_mac_line_ends(parts_->beginning(encoding, 65536), parts_->first.size() <= 65536);
  parts_->buffer = std::make_unique<TextBuffer>(parts_->bytes(), parts_->first,
                                                reading_of(parts_->first, encoding, name()), mac);
  parts_->stream = std::make_unique<std::istream>(parts_->buffer.get());
  parts_->stream->exceptions(std::ios::badbit);  // a failed read must not look like the end of the file
  return *parts_->stream;
}

std::string Source::sha256() { return parts_->raw.sha256(); }
std::uint64_t Source::bytes() const { return parts_->raw.read(); }

}  // namespace verzuim
