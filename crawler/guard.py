"""Which addresses may be connected to: the public internet, and nothing else.

Pure. The lists are explicit, after the special-purpose registries of IANA (RFC 6890 and its updates), because
`ipaddress.is_global` lets several of these through. They hold for resolved addresses: whatever name, redirect or
spelling led there, the check stands between the answer of the DNS and the socket.
"""

import socket
import unicodedata
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final, Self, TypeAlias
from urllib.parse import unquote

from pipelines.errors import ConfigError, ForbiddenAddress

Address: TypeAlias = IPv4Address | IPv6Address
Endpoint: TypeAlias = tuple[Address, int]

_PORTS: Final = frozenset({80, 443, 8000, 8008, 8080, 8443, 8888})

_REFUSED_4: Final = {
    IPv4Network("0.0.0.0/8"): "this host",
    IPv4Network("10.0.0.0/8"): "a private network",
    IPv4Network("100.64.0.0/10"): "a provider's inner network",
    IPv4Network("127.0.0.0/8"): "loopback",
    IPv4Network("169.254.0.0/16"): "link-local, where clouds keep their metadata",
    IPv4Network("172.16.0.0/12"): "a private network",
    IPv4Network("192.0.0.0/24"): "reserved for protocols",
    IPv4Network("192.0.2.0/24"): "reserved for documentation",
    IPv4Network("192.31.196.0/24"): "reserved for AS112",
    IPv4Network("192.52.193.0/24"): "reserved for multicast tunnels",
    IPv4Network("192.88.99.0/24"): "a 6to4 relay",
    IPv4Network("192.168.0.0/16"): "a private network",
    IPv4Network("192.175.48.0/24"): "reserved for AS112",
    IPv4Network("198.18.0.0/15"): "reserved for benchmarks",
    IPv4Network("198.51.100.0/24"): "reserved for documentation",
    IPv4Network("203.0.113.0/24"): "reserved for documentation",
    IPv4Network("224.0.0.0/4"): "multicast",
    IPv4Network("240.0.0.0/4"): "reserved",
}
# Global unicast is 2000::/3; all else (loopback, mapped IPv4, NAT64, unique local, link-local, multicast) is refused.
_GLOBAL_6: Final = IPv6Network("2000::/3")
_REFUSED_6: Final = {
    IPv6Network("2001::/32"): "a Teredo tunnel",
    IPv6Network("2001::/23"): "reserved for protocols",
    IPv6Network("2001:db8::/32"): "reserved for documentation",
    IPv6Network("2002::/16"): "a 6to4 tunnel",
    IPv6Network("2620:4f:8000::/48"): "reserved for AS112",
    IPv6Network("3fff::/20"): "reserved for documentation",
}


@dataclass(frozen=True, slots=True)
class Guard:
    """Refuses every endpoint that is not public, except the pairs that the operator lists.

    exempt: (address, port) pairs that may be connected to although they would be refused.
    """

    exempt: frozenset[Endpoint] = frozenset()

    @classmethod
    def of(cls, allow_private: frozenset[str]) -> Self:
        """From "HOST:PORT" pairs with literal addresses.

        Raises:
            ConfigError: a pair names no literal address and port.
        """
        return cls(frozenset(endpoint(pair) for pair in allow_private))

    def check(self, address: str, port: int, host: str = "") -> None:
        """Let an address pass or raise; `host` is the name that led to it.

        Raises:
            ForbiddenAddress: with what is wrong and how an operator can allow it.
        """
        known = ip_address(address)
        if (known, port) in self.exempt:
            return
        refused = why_refused(known) or why_port_refused(port)
        if refused:
            named = f"{host} is {address}" if host and host != address else address
            pair = f"[{known}]:{port}" if known.version == 6 else f"{known}:{port}"  # noqa: PLR2004
            raise ForbiddenAddress(
                f"{named}, port {port}, may not be fetched: {refused}. "
                f'If it is yours, add "{pair}" to fetch.allow_private.'
            )

    def check_host(self, host: str, port: int) -> None:
        """Refuse a host that is an address in any spelling, before a name server is asked; names pass.

        Raises:
            ForbiddenAddress: as `check`.
        """
        literal = address_in(host)
        if literal is not None:
            self.check(str(literal), port, host)


def why_refused(address: Address) -> str | None:
    """What kind of place a refused address is, in words; None for a public one."""
    if isinstance(address, IPv4Address):
        return next((f"that is {what}" for network, what in _REFUSED_4.items() if address in network), None)
    if address not in _GLOBAL_6 or address.scope_id:
        return "that is no public address"
    return next((f"that is {what}" for network, what in _REFUSED_6.items() if address in network), None)


def why_port_refused(port: int) -> str | None:
    """Why a port is refused, in words; None for the ports of the web."""
    return None if port in _PORTS else f"port {port} is no port of the web"


def address_in(host: str) -> Address | None:
    """The address that a host spells: dotted, short, octal, hexadecimal, as one number, full-width; or None."""
    spelled = unicodedata.normalize("NFKC", unquote(host)).replace("。", ".").strip("[]").rstrip(".")
    try:
        return ip_address(spelled)
    except ValueError:
        pass
    try:
        # inet_aton reads what browsers and C libraries read ("127.1", "0x7f000001", "0177.0.0.1", "2130706433").
        return IPv4Address(socket.inet_aton(spelled)) if spelled and " " not in spelled else None
    except (OSError, ValueError):
        return None


def endpoint(pair: str) -> Endpoint:
    """An "ADDRESS:PORT" or "[ADDRESS]:PORT" pair, taken apart.

    Raises:
        ConfigError: not a literal address with a port.
    """
    address, _, port = pair.rpartition(":")
    try:
        return ip_address(address.strip("[]")), int(port)
    except ValueError as error:
        raise ConfigError(
            f'fetch.allow_private and fetch.resolve: {pair!r} is no address with a port. Write "127.0.0.1:8080".'
        ) from error
