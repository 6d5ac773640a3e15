// Bytes that nobody meant: whatever comes, the answer is detections or a problem, never both, never a crash.
#include <gtest/gtest.h>

#include <random>

#include "formats/asterix_file.hpp"
#include "formats/asterix_records.hpp"
#include "formats/read_detections.hpp"
#include "formats/tests/folder.hpp"
#include "formats/tests/full_records.hpp"

namespace cupola {
namespace {

using testing::asterix_block;
using testing::bytes_of;

std::string big_endian(std::size_t value, int bytes) {
  std::string text;
  for (int i = bytes; i-- > 0;) text += static_cast<char>(value >> (8 * i) & 255);
  return text;
}

/// A capture of UDP over IPv4 over Ethernet.
std::string capture(const std::vector<std::string>& payloads) {
  std::string file = bytes_of("a1b2c3d4 0002 0004 00000000 00000000 0000ffff 00000001");
  for (const std::string& payload : payloads) {
    const std::string udp =
        bytes_of("2198 2198") + big_endian(payload.size() + 8, 2) + bytes_of("0000") + payload;
    const std::string ip = bytes_of("4500") + big_endian(udp.size() + 20, 2) +
                           bytes_of("00000000 4011 0000 7f000001 7f000001") + udp;
    const std::string packet = bytes_of("000000000000 000000000000 0800") + ip;
    file +=
        bytes_of("00000000 00000000") + big_endian(packet.size(), 4) + big_endian(packet.size(), 4) + packet;
  }
  return file;
}

std::vector<std::string> sound_blocks() {
  std::vector<std::string> blocks;
  for (const testing::FullRecord& full : testing::kFullRecords)
    blocks.push_back(asterix_block(full.category, bytes_of(full.hex) + bytes_of(full.hex)));
  // A plot and a track that say something that can be used.
  blocks.push_back(asterix_block(48, bytes_of("f4 190d 000080 40 6400 4000 0578")));
  blocks.push_back(asterix_block(62, bytes_of("98 1964 000080 01fd0000 00900000")));
  return blocks;
}

/// One change of the kind that transmissions and attackers make.
void mutate(std::string& bytes, std::mt19937_64& random) {
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  if (bytes.empty()) return;
  const std::size_t at = below(bytes.size());
  switch (below(6)) {
    case 0:
      bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8)));
      break;
    case 1:
      bytes[at] = static_cast<char>(below(256));
      break;
    case 2:
      bytes.resize(at);
      break;
    case 3:
      bytes.insert(at, 1 + below(4), static_cast<char>(below(256)));
      break;
    case 4:
      bytes.erase(at, 1 + below(4));
      break;
    default:
      bytes[at] = static_cast<char>(0xff);
      break;
  }
}

/// Reads every mutation and returns how many were read all the same.
std::size_t read_mutations(const std::string& sound, int count, std::uint64_t seed) {
  const testing::Folder folder;
  std::mt19937_64 random(seed);
  std::size_t read = 0;
  for (int i = 0; i < count; ++i) {
    std::string bytes = sound;
    for (std::uint64_t n = 1 + random() % 4; n > 0; --n) mutate(bytes, random);
    Problems problems;
    const auto got = read_detections(folder.write("m", bytes), {}, problems);
    EXPECT_EQ(got.has_value(), problems.empty());
    EXPECT_LE(problems.all().size(), 22u);
    if (!got) continue;
    ++read;
    for (const Detection& d : got->set.detections)
      for (int k = 0; k < 3; ++k)
        EXPECT_TRUE(std::isfinite(d.z[k]) && std::isfinite(d.sd[k]) && d.sd[k] >= 0.0);
  }
  return read;
}

TEST(Hostile, raw_asterix_of_any_kind_is_read_or_refused) {
  std::string sound;
  for (const std::string& block : sound_blocks()) sound += block;
  EXPECT_GT(read_mutations(sound, 300, 1), 0u);
}

TEST(Hostile, ten_thousand_mutations_stay_within_their_bytes) {
  std::string raw;
  for (const std::string& block : sound_blocks()) raw += block;
  const std::string wrapped = capture(sound_blocks());
  std::mt19937_64 random(4);
  std::size_t records = 0;
  for (int i = 0; i < 10000; ++i) {
    std::string bytes = i % 2 == 0 ? raw : wrapped;
    for (std::uint64_t n = 1 + random() % 6; n > 0; --n) mutate(bytes, random);
    const std::vector<std::uint8_t> exact(bytes.begin(),
                                          bytes.end());  // no byte behind the end to be read unseen
    AsterixCount count;
    Problems problems;
    const auto hand_on = [&](int category, std::span<const AsterixItem> items) {
      for (const AsterixItem& item : items) {
        const std::uint8_t* begin = item.bytes.data();
        EXPECT_TRUE(begin >= exact.data() && begin + item.bytes.size() <= exact.data() + exact.size());
      }
      if (category == 34) asterix_service(items);
      if (category == 48) asterix_plot(items);
      if (category == 62) asterix_track(items);
      ++records;
    };
    const bool good = for_each_asterix_record(exact, "m", hand_on, count, problems);
    EXPECT_EQ(good, problems.empty());
    EXPECT_EQ(count.damaged == 0, count.first_damage.empty());
  }
  EXPECT_GT(records, 1000u);
}

TEST(Hostile, captures_of_any_kind_are_read_or_refused) {
  EXPECT_GT(read_mutations(capture(sound_blocks()), 300, 2), 0u);
}

TEST(Hostile, tables_of_any_kind_are_read_or_refused) {
  std::string sound = "time_s,sensor,range_m,azimuth_deg,sigma_range_m,sigma_azimuth_deg\n";
  for (int i = 0; i < 30; ++i)
    sound += std::to_string(i) + ".5,\"r\"," + std::to_string(1000 + i) + ",12.5,50,0.1\n";
  EXPECT_GT(read_mutations(sound, 300, 3), 3u);
}

TEST(Hostile, a_sound_capture_is_read) {
  const testing::Folder folder;
  Problems problems;
  const std::vector<std::string> blocks = sound_blocks();
  const auto read = read_detections(
      folder.write("c.pcap", capture({blocks[3], "no ASTERIX", blocks[3] + blocks[4]})), {}, problems);
  EXPECT_FALSE(read);  // one datagram in three is no ASTERIX
  EXPECT_NE(problems.text().find("byte "), std::string::npos) << problems.text();

  Problems none;
  const auto good = read_detections(folder.write("c.pcap", capture({blocks[3], blocks[4]})), {}, none);
  ASSERT_TRUE(good) << none.text();
  EXPECT_EQ(good->layout, DetectionsLayout::asterix_plots);
  EXPECT_EQ(good->set.detections.size(), 1u);

  Problems cut;
  const std::string whole = capture({blocks[3]});
  EXPECT_FALSE(read_detections(folder.write("c.pcap", whole.substr(0, whole.size() - 3)), {}, cut));
  EXPECT_NE(cut.text().find("byte 24: the capture ends within a packet"), std::string::npos) << cut.text();
  Problems next_generation;
  EXPECT_FALSE(read_detections(folder.write("c.pcap", bytes_of("0a0d0d0a 1c000000")), {}, next_generation));
  EXPECT_NE(next_generation.text().find("editcap -F pcap"), std::string::npos);
}

}  // namespace
}  // namespace cupola
