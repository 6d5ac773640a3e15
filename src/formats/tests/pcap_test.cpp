#include "formats/pcap.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "formats/tests/folder.hpp"

namespace cupola {
namespace {

using testing::bytes_of;

std::span<const std::uint8_t> view(const std::string& bytes) {
  return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
}

const std::string kUdp = "2198 2198 000b 0000 414243";  // ports, 11 bytes, no checksum, "ABC"
const std::string kIp4 = "4500 001f 0000 0000 4011 0000 7f000001 7f000001";
const std::string kIp6 =
    "60000000 000b 1140 00000000000000000000000000000001 00000000000000000000000000000001";

/// A capture of one packet of a link, big-endian.
std::string capture(const std::string& link, const std::string& packet) {
  const std::string bytes = bytes_of(packet);
  const std::string length = {0, 0, 0, static_cast<char>(bytes.size())};
  return bytes_of("a1b2c3d4 0002 0004 00000000 00000000 0000ffff 0000" + link) +
         bytes_of("00000000 00000000") + length + length + bytes;
}

/// What is in it: payloads, then how many packets were passed over.
std::string payloads(const std::string& file) {
  UdpPayloads found;
  Problems problems;
  if (!udp_payloads(view(file), "c.pcap", found, problems)) return problems.all().front().what;
  std::string text;
  for (const auto& payload : found.payloads) text += std::string(payload.begin(), payload.end()) + ' ';
  return text + std::to_string(found.passed_over);
}

const std::string kEthernet = "000000000000 000000000000 ";

TEST(Pcap, finds_udp_under_every_link_that_is_known) {
  EXPECT_EQ(payloads(capture("0001", kEthernet + "0800" + kIp4 + kUdp)), "ABC 0");
  EXPECT_EQ(payloads(capture("0001", kEthernet + "8100 0005 0800" + kIp4 + kUdp)), "ABC 0");
  EXPECT_EQ(payloads(capture("0001", kEthernet + "88a8 0005 8100 0006 0800" + kIp4 + kUdp)), "ABC 0");
  EXPECT_EQ(payloads(capture("0001", kEthernet + "86dd" + kIp6 + kUdp)), "ABC 0");
  EXPECT_EQ(payloads(capture("0065", kIp4 + kUdp)), "ABC 0");
  EXPECT_EQ(payloads(capture("0071", "0000 0001 0006 000000000000 0000 0800" + kIp4 + kUdp)), "ABC 0");
  EXPECT_EQ(payloads(capture("0000", "00000002" + kIp4 + kUdp)), "ABC 0");
  EXPECT_EQ(payloads(capture("0001", kEthernet + "0800" + kIp4 + kUdp + "00000000")), "ABC 0")
      << "padding of Ethernet";
}

TEST(Pcap, both_byte_orders) {
  std::string file = capture("0065", kIp4 + kUdp);
  for (const std::size_t at : {0u, 16u, 20u, 32u, 36u})
    std::reverse(file.begin() + static_cast<long>(at), file.begin() + static_cast<long>(at) + 4);
  EXPECT_TRUE(begins_as_pcap(file));
  EXPECT_EQ(payloads(file), "ABC 0");
}

TEST(Pcap, what_is_no_whole_datagram_is_passed_over) {
  const std::string tcp = "4500 001f 0000 0000 4006 0000 7f000001 7f000001",
                    fragment = "4500 001f 0000 2000 4011 0000 7f000001 7f000001";
  EXPECT_EQ(payloads(capture("0065", tcp + kUdp)), "1");
  EXPECT_EQ(payloads(capture("0065", fragment + kUdp)), "1");
  EXPECT_EQ(payloads(capture("0065", kIp4 + "2198 2198 00ff 0000 414243")), "1") << "longer than what came";
  EXPECT_EQ(payloads(capture("0065", "45")), "1");
  EXPECT_EQ(payloads(capture("0001", "0000")), "1");
}

TEST(Pcap, what_is_broken_is_said) {
  const std::string file = capture("0065", kIp4 + kUdp);
  EXPECT_EQ(payloads(file.substr(0, 20)), "the capture ends within its header");
  EXPECT_EQ(payloads(file.substr(0, file.size() - 1)), "byte 24: the capture ends within a packet");
  EXPECT_EQ(payloads(capture("0093", kIp4 + kUdp)), "a capture of link type 147");
  EXPECT_FALSE(begins_as_pcap("abc"));
  EXPECT_TRUE(begins_as_pcapng(bytes_of("0a0d0d0a")));
}

}  // namespace
}  // namespace cupola
