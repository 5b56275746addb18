// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/identity.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "verzuim/hash.hpp"

using namespace verzuim;

namespace {

using enum IdentityNumber;

/// A folder for the key files of one test.
class Folder {
 public:
  Folder() {
    char name[] = "/tmp/verzuim-identity-XXXXXX";
    path_ = ::mkdtemp(name);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string file(const std::string& name, const std::string& text, ::mode_t mode) const {
    const std::string path = path_ + "/" + name;
    std::ofstream(path, std::ios::binary) << text;
    ::chmod(path.c_str(), mode);
    return path;
  }
  std::string link(const std::string& to, const std::string& name) const {
    std::filesystem::create_symlink(to, path_ + "/" + name);
    return path_ + "/" + name;
  }
  std::string path(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

/// The code and the message of reading a key file, without its path.
std::pair<ErrorCode, std::string> refusal(const std::string& path) {
  try {
    IdentityKey::read(path);
  } catch (const Error& error) {
    CHECK(error.place().file == path);
    return {error.code(), error.what()};
  }
  return {ErrorCode::internal, "it was taken"};
}

const std::string secret = "this is no secret, it is in a test";

}  // namespace

TEST_CASE("a BSN passes its eleven-test, a slip does not") {
  for (const char* good : {"111222333", "123456782", "182071649", "999999990"}) {
    CHECK(checked_identity(good, bsn) == good);
    CHECK(checked_identity(good, persoonsgebonden) == good);
    CHECK_FALSE(checked_identity(good, onderwijsnummer));
    CHECK_FALSE(checked_identity(good, none));
  }
  for (const char* bad : {"182071648", "123456789", "18207164A", "128071649", "100310303"})
    CHECK_FALSE(checked_identity(bad, bsn));
}

TEST_CASE("an onderwijsnummer leaves five") {
  for (const char* good : {"100310303", "100729533"}) {
    CHECK(checked_identity(good, onderwijsnummer) == good);
    CHECK(checked_identity(good, persoonsgebonden) == good);
    CHECK_FALSE(checked_identity(good, bsn));
  }
  CHECK_FALSE(checked_identity("182071649", onderwijsnummer));
  CHECK_FALSE(checked_identity("123456789", persoonsgebonden));
}

TEST_CASE("every single wrong digit of a BSN is found") {
  const std::string good = "123456782";
  for (std::size_t at = 0; at < good.size(); ++at)
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string other = good;
      other[at] = digit;
      CHECK(checked_identity(other, bsn).has_value() == (other == good));
    }
}

TEST_CASE("a zero that a spreadsheet lost is put back") {
  CHECK(checked_identity("012345672", bsn) == "012345672");
  CHECK(checked_identity("12345672", bsn) == "012345672");
  CHECK(checked_identity(" 111222333\t", bsn) == "111222333");
}

TEST_CASE("what is no number of eight or nine digits is no identity number") {
  for (const char* bad : {"", " ", "0", "000000000", "00000000", "1112223330", "1234567", "111 222 333",
                          "111.222.333", "+11222333", "1.11222e8", "-11222333", "P0412"})
    for (const IdentityNumber kind : {bsn, onderwijsnummer, persoonsgebonden, none})
      CHECK_FALSE(checked_identity(bad, kind));
  CHECK_FALSE(checked_identity(std::string_view("1112223\0003", 9), bsn));
}

TEST_CASE("HMAC-SHA-256 gives the values of RFC 4231") {
  CHECK(hmac_sha256("Jefe", "what do ya want for nothing?") ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(hmac_sha256(std::string(20, '\x0b'), "Hi There") ==
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  CHECK(hmac_sha256(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First") ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("SHA-256 gives the values of FIPS 180, also fed in pieces") {
  CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  Sha256 hash;
  hash.add("a");
  hash.add("");
  hash.add("bc");
  CHECK(hash.hex() == sha256("abc"));
}

TEST_CASE("a pupil key is the same for the same secret, and tells nothing of the number") {
  const IdentityKey key(secret), copy(key), other("another secret that is in a test too");
  CHECK(key.key_of("111222333") == hmac_sha256(secret, "111222333").substr(0, 32));
  CHECK(copy.key_of("111222333") == key.key_of("111222333"));
  CHECK(other.key_of("111222333") != key.key_of("111222333"));
  CHECK(key.key_of("111222333") != key.key_of("123456782"));
}

TEST_CASE("a key file of its owner alone is taken, with or without the end of its last line") {
  const Folder folder;
  const std::string key = IdentityKey(secret).key_of("P0412");
  CHECK(IdentityKey::read(folder.file("a", secret, 0600)).key_of("P0412") == key);
  CHECK(IdentityKey::read(folder.file("b", secret + "\n", 0400)).key_of("P0412") == key);
  CHECK(IdentityKey::read(folder.file("c", secret + "\r\n", 0600)).key_of("P0412") == key);
}

TEST_CASE("a key file that others may use is refused, naming the chmod") {
  const Folder folder;
  for (const ::mode_t mode : {0644u, 0640u, 0620u, 0604u, 0602u, 0610u, 0666u}) {
    const std::string path = folder.file("key", secret, mode);
    const auto [code, message] = refusal(path);
    CAPTURE(mode);
    CHECK(code == ErrorCode::not_permitted);
    CHECK(message.find("chmod 600 " + path) != std::string::npos);
    CHECK(message.find(secret) == std::string::npos);
    ::unlink(path.c_str());
  }
}

TEST_CASE("a key that is short, absent, a link, a folder or a FIFO is refused, each in its way") {
  const Folder folder;
  CHECK(refusal(folder.file("short", std::string(31, 'k') + "\n", 0600)).first == ErrorCode::config);
  CHECK(refusal(folder.file("empty", "", 0600)).first == ErrorCode::config);
  CHECK(refusal(folder.file("long", std::string(5000, 'k'), 0600)).first == ErrorCode::config);
  CHECK(refusal(folder.path("absent")).first == ErrorCode::no_input);
  const std::string file = folder.file("file", secret, 0600);
  CHECK(refusal(folder.link(file, "link")).first == ErrorCode::not_permitted);
  CHECK(refusal(folder.path("")).first == ErrorCode::not_permitted);
  const std::string pipe = folder.path("pipe");
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  CHECK(refusal(pipe).first == ErrorCode::not_permitted);
}
