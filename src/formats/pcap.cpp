#include "formats/pcap.hpp"

#include <optional>

#include "formats/refuse.hpp"

namespace cupola {
namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::size_t kFileHeader = 24, kPacketHeader = 16;

std::uint32_t big_endian(Bytes bytes, std::size_t at, std::size_t count) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < count; ++i) value = value << 8 | bytes[at + i];
  return value;
}

std::uint32_t number(Bytes bytes, std::size_t at, bool big) {
  if (big) return big_endian(bytes, at, 4);
  return bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16 | std::uint32_t{bytes[at + 3]} << 24;
}

bool is_magic(std::uint32_t value) { return value == 0xa1b2c3d4 || value == 0xa1b23c4d; }

/// The IP packet in a packet of the link.
std::optional<Bytes> ip_packet(Bytes packet, std::uint32_t link) {
  std::size_t skip = 0;
  if (link == 1) {  // Ethernet
    skip = 14;
    while (packet.size() >= skip && skip < 32) {
      const std::uint32_t type = big_endian(packet, skip - 2, 2);
      if (type != 0x8100 && type != 0x88a8) break;
      skip += 4;
    }
  } else if (link == 113 || link == 276) {  // Linux cooked capture
    skip = link == 113 ? 16 : 20;
  } else if (link == 0 || link == 108) {  // BSD loopback
    skip = 4;
  }
  if (packet.size() <= skip) return std::nullopt;
  return packet.subspan(skip);
}

std::optional<Bytes> udp_payload(Bytes udp) {
  if (udp.size() < 8) return std::nullopt;
  const std::size_t length = big_endian(udp, 4, 2);
  if (length < 8 || length > udp.size()) return std::nullopt;
  return udp.subspan(8, length - 8);
}

std::optional<Bytes> payload_of(Bytes ip) {
  constexpr std::uint8_t kUdp = 17;
  const int version = ip[0] >> 4;
  if (version == 4 && ip.size() >= 20) {
    const std::size_t header = std::size_t{4} * (ip[0] & 15), total = big_endian(ip, 2, 2);
    const bool fragment = (big_endian(ip, 6, 2) & 0x3fff) != 0;
    if (ip[9] != kUdp || fragment || header < 20 || total < header || total > ip.size()) return std::nullopt;
    return udp_payload(ip.subspan(header, total - header));
  }
  if (version == 6 && ip.size() >= 40 && ip[6] == kUdp) {
    const std::size_t length = big_endian(ip, 4, 2);
    if (length > ip.size() - 40) return std::nullopt;
    return udp_payload(ip.subspan(40, length));
  }
  return std::nullopt;
}

bool known_link(std::uint32_t link) {
  for (const std::uint32_t known : {0u, 1u, 12u, 14u, 101u, 108u, 113u, 228u, 229u, 276u})
    if (link == known) return true;
  return false;
}

}  // namespace

bool begins_as_pcap(std::string_view head) {
  if (head.size() < 4) return false;
  const Bytes bytes(reinterpret_cast<const std::uint8_t*>(head.data()), 4);
  return is_magic(number(bytes, 0, true)) || is_magic(number(bytes, 0, false));
}

bool begins_as_pcapng(std::string_view head) { return head.starts_with("\x0a\x0d\x0d\x0a"); }

bool udp_payloads(Bytes capture, const std::string& path, UdpPayloads& found, Problems& problems) {
  if (capture.size() < kFileHeader) return refuse(problems, path, "the capture ends within its header");
  const bool big = is_magic(number(capture, 0, true));
  const std::uint32_t link = number(capture, 20, big) & 0xffff;
  if (!known_link(link))
    return refuse(problems, path, "a capture of link type " + std::to_string(link),
                  "known are Ethernet, raw IP, Linux cooked capture and BSD loopback");
  for (std::size_t at = kFileHeader; at < capture.size();) {
    const std::size_t left = capture.size() - at;
    const std::size_t length = left >= kPacketHeader ? number(capture, at + 8, big) : 0;
    if (left < kPacketHeader || length > left - kPacketHeader)
      return refuse(problems, path, "byte " + std::to_string(at) + ": the capture ends within a packet",
                    "was it copied as a whole?");
    const std::optional<Bytes> ip = ip_packet(capture.subspan(at + kPacketHeader, length), link);
    const std::optional<Bytes> payload = ip ? payload_of(*ip) : std::nullopt;
    if (payload)
      found.payloads.push_back(*payload);
    else
      ++found.passed_over;
    at += kPacketHeader + length;
  }
  return true;
}

}  // namespace cupola
