// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/identity.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "verzuim/hash.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr std::size_t digits = 9, least_secret = 32, most_secret = 4096;

/// Basis: see checked_identity.
int eleven_test(std::string_view number) {
  int sum = 0;
  for (std::size_t i = 0; i + 1 < digits; ++i) sum += static_cast<int>(digits - i) * (number[i] - '0');
  sum -= number[digits - 1] - '0';
  return (sum % 11 + 11) % 11;
}

bool passes(std::string_view number, IdentityNumber kind) {
  const int left = eleven_test(number);
  const bool bsn = left == 0, onderwijsnummer = left == 5;
  switch (kind) {
    case IdentityNumber::bsn:
      return bsn;
    case IdentityNumber::onderwijsnummer:
      return onderwijsnummer;
    case IdentityNumber::persoonsgebonden:
      return bsn || onderwijsnummer;
    case IdentityNumber::none:
      break;
  }
  return false;
}

class OpenFile {
 public:
  explicit OpenFile(const std::string& path)
      // Without O_NONBLOCK a FIFO of that name would hold us up for ever.
      : handle_(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)) {}
  ~OpenFile() {
    if (handle_ >= 0) ::close(handle_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  int handle() const { return handle_; }

 private:
  int handle_;
};

[[noreturn]] void cannot_open(const std::string& path, int why) {
  if (why == ELOOP)
    throw Error(ErrorCode::not_permitted,
                "the key file is a symbolic link, which may be turned to another; name the file itself",
                {path});
  if (why == EACCES)
    throw Error(ErrorCode::not_permitted, "the key file may not be read by this user; run as its owner",
                {path});
  throw Error(ErrorCode::no_input,
              std::string("the key file cannot be read: ") + std::strerror(why) +
                  "; make one once (openssl rand -hex 32 > FILE; chmod 600 FILE) and keep a copy in a safe",
              {path});
}

/// Throws when the opened file is one that somebody else may know or change.
void check_guarded(int handle, const std::string& path) {
  struct stat about {};
  if (::fstat(handle, &about) != 0) cannot_open(path, errno);
  if (!S_ISREG(about.st_mode)) throw Error(ErrorCode::not_permitted, "the key file is no plain file", {path});
  if ((about.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    throw Error(ErrorCode::not_permitted,
                "others may use the key file; keep it to its owner: chmod 600 " + path, {path});
  if (static_cast<std::size_t>(about.st_size) > most_secret)
    throw Error(ErrorCode::config, "the key file is longer than 4096 bytes; is it the right file?", {path});
}

/// Reads into a place that never moves, so that no copy of the secret stays behind.
std::string read_secret(int handle, const std::string& path) {
  std::string secret(most_secret, '\0');
  std::size_t size = 0;
  while (size < secret.size()) {
    const ssize_t got = ::read(handle, secret.data() + size, secret.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw Error(ErrorCode::io, "reading the key file failed", {path});
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  // An editor ends the last line; the secret is the same with it and without.
  while (size > 0 && std::string_view(" \t\r\n").find(secret[size - 1]) != std::string_view::npos) --size;
  secret.resize(size);
  if (secret.starts_with("\xEF\xBB\xBF"))
    throw Error(
        ErrorCode::config,
        "the key file begins with a byte order mark, which would give every pupil another key; save it "
        "without",
        {path});
  return secret;
}

}  // namespace

std::optional<std::string> checked_identity(std::string_view text, IdentityNumber number) {
  text = trim(text);
  if (text.size() > digits || text.size() + 1 < digits) return std::nullopt;
  if (!std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  std::string whole = std::string(digits - text.size(), '0').append(text);
  if (whole.find_first_not_of('0') == std::string::npos || !passes(whole, number)) return std::nullopt;
  return whole;
}

IdentityKey IdentityKey::read(const std::string& path) {
  const OpenFile file(path);
  if (file.handle() < 0) cannot_open(path, errno);
  check_guarded(file.handle(), path);
  std::string secret = read_secret(file.handle(), path);
  const bool enough = secret.size() >= least_secret;
  IdentityKey key(secret);
  wipe(secret);
  if (!enough)
    throw Error(ErrorCode::config,
                "the key is shorter than 32 bytes and could be guessed; make one (openssl rand -hex 32)",
                {path});
  return key;
}

IdentityKey::IdentityKey(std::string_view secret) : secret_(secret) {}
IdentityKey::~IdentityKey() { wipe(secret_); }
IdentityKey::IdentityKey(const IdentityKey&) = default;

std::string IdentityKey::key_of(std::string_view identity) const {
  return hmac_sha256(secret_, identity).substr(0, 32);
}

}  // namespace verzuim
