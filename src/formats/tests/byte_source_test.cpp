#include "formats/byte_source.hpp"

#include <gtest/gtest.h>

#include "formats/tests/folder.hpp"

namespace cupola {
namespace {

std::string read_by(ByteSource& source, std::size_t step, Problems& problems) {
  std::string text, piece(step, '\0');
  while (const std::size_t n = source.read(piece.data(), step, problems)) text.append(piece, 0, n);
  return text;
}

TEST(ByteSource, reads_packed_and_plain_files_alike) {
  const testing::Folder folder;
  std::string text;
  for (int i = 0; i < 50000; ++i) text += std::to_string(i) + '\n';
  for (const bool packed : {false, true})
    for (const std::size_t step : {std::size_t{1000}, std::size_t{1} << 17}) {
      ByteSource source;
      Problems problems;
      ASSERT_TRUE(source.open(folder.write("f", text, packed), problems)) << problems.text();
      EXPECT_EQ(source.head(), text.substr(0, 1 << 16));
      EXPECT_EQ(read_by(source, step, problems), text);
      EXPECT_FALSE(source.failed());
    }
}

TEST(ByteSource, an_empty_file_has_no_head) {
  const testing::Folder folder;
  ByteSource source;
  Problems problems;
  ASSERT_TRUE(source.open(folder.write("f", ""), problems));
  EXPECT_TRUE(source.head().empty());
  EXPECT_EQ(read_by(source, 10, problems), "");
  EXPECT_TRUE(problems.empty());
}

}  // namespace
}  // namespace cupola
