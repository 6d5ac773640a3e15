#include "formats/asterix_items.hpp"

#include <gtest/gtest.h>

#include <cstdio>

#include "formats/asterix_file.hpp"
#include "formats/tests/folder.hpp"
#include "formats/tests/full_records.hpp"

namespace cupola {
namespace {

using testing::asterix_block;
using testing::bytes_of;

std::span<const std::uint8_t> view(const std::string& bytes) {
  return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
}

/// Items as `010:2 050.1:1`, or what is wrong.
std::string split(int category, const std::string& record, std::size_t* length = nullptr) {
  std::vector<AsterixItem> items;
  AsterixFault fault;
  const std::size_t n = split_asterix_record(view(record), *asterix_uap(category), items, fault);
  if (length) *length = n;
  if (n == 0) return std::to_string(fault.offset) + ": " + fault.what;
  std::string text;
  for (const AsterixItem& item : items) {
    char part[32] = "";
    if (item.part > 0) std::snprintf(part, sizeof part, ".%d", item.part);
    char piece[64];
    std::snprintf(piece, sizeof piece, "%s%03d%s:%zu", text.empty() ? "" : " ", item.number, part,
                  item.bytes.size());
    text += piece;
  }
  return text;
}

TEST(AsterixItems, every_item_of_every_category_is_as_long_as_libasterix_says) {
  for (const testing::FullRecord& full : testing::kFullRecords) {
    const std::string record = bytes_of(full.hex);
    std::size_t length = 0;
    EXPECT_EQ(split(full.category, record + "further bytes", &length), full.items) << full.category;
    EXPECT_EQ(length, record.size());
  }
}

TEST(AsterixItems, a_record_that_is_cut_off_anywhere_is_refused) {
  for (const testing::FullRecord& full : testing::kFullRecords) {
    const std::string record = bytes_of(full.hex);
    for (std::size_t n = 0; n < record.size(); ++n) {
      std::size_t length = 1;
      const std::string said = split(full.category, record.substr(0, n), &length);
      ASSERT_EQ(length, 0u) << n << ' ' << said;
      ASSERT_NE(said.find("runs past the end"), std::string::npos) << said;
    }
  }
}

TEST(AsterixItems, what_a_category_does_not_have_is_refused) {
  EXPECT_EQ(split(62, bytes_of("40 0000")), "0: says that item 2 follows, which the category does not have");
  EXPECT_EQ(split(48, bytes_of("01 01 01 01 02 00")),
            "4: says that item 35 follows, which the category does not have");
  EXPECT_EQ(split(34, bytes_of("04 40 00")), "2: I034/050 has no part 2");
  EXPECT_EQ(split(48, bytes_of("01 01 01 04 00")), "4: an item says that it is no byte long");
}

TEST(AsterixItems, blocks_are_walked_and_others_counted) {
  const std::string other = asterix_block(21, "whatever"),
                    plot = asterix_block(48, bytes_of("80 19c9 80 190d"));
  const std::string file = other + plot + other;
  AsterixCount count;
  Problems problems;
  std::vector<int> seen;
  const auto hand_on = [&](int category, std::span<const AsterixItem> items) {
    seen.push_back(category * 100 + items[0].bytes[1]);
  };
  EXPECT_TRUE(for_each_asterix_record(view(file), "f", hand_on, count, problems)) << problems.text();
  EXPECT_EQ(seen, (std::vector<int>{48 * 100 + 0xc9, 48 * 100 + 0x0d}));
  EXPECT_EQ(count.blocks[21], 2u);
  EXPECT_EQ(count.blocks[48], 1u);
  EXPECT_EQ(count.records, 2u);
  EXPECT_EQ(count.damaged, 0u);
}

TEST(AsterixItems, damage_is_located_and_ends_no_more_than_its_block) {
  const std::string good = asterix_block(48, bytes_of("80 19c9")),
                    bad = asterix_block(48, bytes_of("80 19c9 80 19"));
  const std::string file = good + bad + good;
  AsterixCount count;
  Problems problems;
  std::size_t records = 0;
  const auto hand_on = [&](int, std::span<const AsterixItem>) { ++records; };
  EXPECT_TRUE(for_each_asterix_record(view(file), "f", hand_on, count, problems));
  EXPECT_EQ(records, 3u);
  EXPECT_EQ(count.damaged, 1u);
  EXPECT_EQ(count.first_damage, "byte 13: I048/010 runs past the end of the record");

  AsterixCount second;
  const std::string cut = (good + good).substr(0, 9);
  EXPECT_FALSE(for_each_asterix_record(view(cut), "f", hand_on, second, problems));
  EXPECT_NE(problems.text().find("byte 6: a block of category 48 says that it has 6 bytes, and 3 are left"),
            std::string::npos)
      << problems.text();
}

}  // namespace
}  // namespace cupola
