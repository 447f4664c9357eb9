#!/usr/bin/env python3
"""Writes vectors.tsv: packets of other people's software, for the gallery's test.

Needs Python's own ssl module and
`pip install scapy==2.8.0 PySocks==1.7.1 hyperframe==6.1.0 wsproto==1.3.2 aioquic==1.7.2 pg8000==1.31.6`,
and the programs of PostgreSQL's server, with their user `postgres` when root runs this.
The ClientHello is OpenSSL's; it, the packets of QUIC, the masked frames of WebSocket
and the keys of PostgreSQL differ from run to run, the others do not.
"""
import glob
import os
import pathlib
import shutil
import socket
import ssl
import struct
import subprocess
import sys
import tempfile
import threading
import time
import warnings

warnings.filterwarnings("ignore")
import aioquic  # noqa: E402
import hyperframe  # noqa: E402
import pg8000.native  # noqa: E402
import scapy  # noqa: E402
import socks  # noqa: E402
import wsproto  # noqa: E402
from aioquic.quic.configuration import QuicConfiguration  # noqa: E402
from aioquic.quic.connection import QuicConnection  # noqa: E402
from aioquic.quic.packet import encode_quic_retry, encode_quic_version_negotiation  # noqa: E402
from hyperframe import frame as http2  # noqa: E402
from scapy.all import BOOTP, DHCP, DNS, DNSQR, DNSRR, ICMP, IP, TCP, UDP, Raw  # noqa: E402
from scapy.contrib import bgp, modbus, mqtt, wireguard  # noqa: E402
from scapy.layers.inet import (  # noqa: E402
    IPOption_EOL, IPOption_NOP, IPOption_Router_Alert, IPOption_RR, IPOption_Timestamp,
)
from scapy.layers.ntp import NTPHeader  # noqa: E402
from scapy.layers.radius import (  # noqa: E402
    Radius, RadiusAttr_NAS_IP_Address, RadiusAttr_NAS_Port, RadiusAttr_Service_Type,
    RadiusAttr_Session_Timeout, RadiusAttr_State, RadiusAttr_User_Name, RadiusAttr_User_Password,
    RadiusAttr_Vendor_Specific, RadiusAttribute,
)
from scapy.layers.rtp import RTP, RTPExtension  # noqa: E402
from scapy.layers.tftp import (  # noqa: E402
    TFTP, TFTP_ACK, TFTP_DATA, TFTP_ERROR, TFTP_OACK, TFTP_RRQ, TFTP_Option, TFTP_Options,
)

SCAPY = f"scapy {scapy.VERSION}"


def client_hello():
    context = ssl.create_default_context()
    context.set_alpn_protocols(["h2", "http/1.1"])
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    session = context.wrap_bio(incoming, outgoing, server_hostname="example.com")
    try:
        session.do_handshake()
    except ssl.SSLWantReadError:
        pass
    return outgoing.read()


def socks_conversation():
    """What a client with a password says, and what made it go on."""
    answers = [bytes([5, 2]), bytes([1, 0]), bytes([5, 0, 0, 1, 192, 0, 2, 7, 1, 187])]
    heard = []
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        connection, _ = listener.accept()
        with connection:
            for answer in answers:
                heard.append(connection.recv(4096))
                connection.sendall(answer)

    server = threading.Thread(target=serve)
    server.start()
    client = socks.socksocket()
    client.set_proxy(socks.SOCKS5, "127.0.0.1", listener.getsockname()[1], username="lamp", password="oil")
    client.connect(("example.com", 443))
    client.close()
    server.join()
    said = zip(["Greeting", "Login", "Request"], heard)
    understood = zip(["Selection", "LoginOutcome", "Reply"], answers)
    return [*said, *understood]


def mqtt_packets():
    connect = mqtt.MQTTConnect(
        protoname="MQTT", protolevel=4, usernameflag=1, passwordflag=1, willretainflag=1, willQOSflag=1, willflag=1,
        cleansess=1, klive=60, clientId="lamp", willtopic="lamp/state", willmsg="gone", username="lamp", password="oil")
    topics = [mqtt.MQTTTopicQOS(topic="room/+/light", QOS=1), mqtt.MQTTTopicQOS(topic="#", QOS=0)]
    yield mqtt.MQTT() / connect
    yield mqtt.MQTT() / mqtt.MQTTConnect(protoname="MQTT", protolevel=4, cleansess=1, klive=10, clientId="key")
    yield mqtt.MQTT() / mqtt.MQTTConnack(sessPresentFlag=1, retcode=0)
    yield mqtt.MQTT(QOS=0) / mqtt.MQTTPublish(topic="room/1/light", value="on")
    yield mqtt.MQTT(QOS=1, DUP=1, RETAIN=1) / mqtt.MQTTPublish(topic="room/1/light", msgid=7, value="off" * 50)
    yield mqtt.MQTT() / mqtt.MQTTPuback(msgid=7)
    yield mqtt.MQTT(QOS=1) / mqtt.MQTTPubrel(msgid=8)
    yield mqtt.MQTT(QOS=1) / mqtt.MQTTSubscribe(msgid=9, topics=topics)
    yield mqtt.MQTT() / mqtt.MQTTSuback(msgid=9, retcodes=[1, 128])
    yield mqtt.MQTT(QOS=1) / mqtt.MQTTUnsubscribe(msgid=10, topics=[mqtt.MQTTTopic(topic="#")])
    yield mqtt.MQTT(type="PINGREQ")
    yield mqtt.MQTT(type="PINGRESP")
    yield mqtt.MQTT() / mqtt.MQTTDisconnect()


def ipv4_packets():
    addresses = {"src": "192.0.2.1", "dst": "198.51.100.7"}
    echo = ICMP(type=8, id=0x1234, seq=1) / Raw(b"abcdefgh")
    syn = TCP(sport=40000, dport=443, flags="SEC", seq=1, options=[
        ("MSS", 1460), ("SAckOK", b""), ("Timestamp", (5, 0)), ("NOP", None), ("WScale", 7)])
    selective = TCP(sport=443, dport=40000, flags="A", seq=1, ack=2, options=[
        ("NOP", None), ("NOP", None), ("SAck", (10, 20, 30, 40))]) / Raw(b"tail")
    routed = [IPOption_RR(routers=["192.0.2.9", "0.0.0.0"]), IPOption_NOP(), IPOption_Router_Alert(),
              IPOption_Timestamp(), IPOption_EOL()]
    query = UDP(sport=5353, dport=53) / Raw(b"hello")
    yield "Datagram", IP(**addresses, ttl=64, id=1, flags="DF", tos=0xB9) / echo
    yield "Datagram", IP(**addresses, id=2, options=routed) / query
    yield "Datagram", IP(**addresses, id=3, flags="MF", frag=185, proto=17) / Raw(b"fragment")
    yield "Datagram", IP(**addresses, id=4) / syn
    yield "Icmp", echo
    yield "Icmp", ICMP(type=0, id=0x1234, seq=1) / Raw(b"odd")
    yield "Icmp", ICMP(type=11, code=0) / IP(**addresses, ttl=1) / query
    yield "Udp", bytes(IP(**addresses) / query)[20:]
    yield "Tcp", bytes(IP(**addresses) / syn)[20:]
    yield "Tcp", bytes(IP(**addresses) / selective)[20:]


def radius_packets():
    asks = [
        RadiusAttr_User_Name(value=b"lamp"), RadiusAttr_User_Password(value=bytes(range(16))),
        RadiusAttr_NAS_IP_Address(value="192.0.2.1"), RadiusAttr_NAS_Port(value=3),
        RadiusAttr_Vendor_Specific(vendor_id=9, vendor_type=1, value=b"shell:priv-lvl=15")]
    accepts = [
        RadiusAttr_Service_Type(value=2), RadiusAttribute(type=18, value=b"welcome"),
        RadiusAttr_Session_Timeout(value=3600)]
    yield Radius(code=1, id=7, authenticator=bytes(range(16)), attributes=asks)
    yield Radius(code=2, id=7, authenticator=bytes(range(16, 32)), attributes=accepts)
    yield Radius(code=11, id=8, authenticator=bytes(16), attributes=[RadiusAttr_State(value=b"\x01\x02")])
    yield Radius(code=3, id=8, authenticator=bytes(16))


def bgp_messages():
    capabilities = [
        bgp.BGPOptParam(param_value=bgp.BGPCapMultiprotocol(afi=1, safi=1)),
        bgp.BGPOptParam(param_value=bgp.BGPCapGeneric(code=2)),
        bgp.BGPOptParam(param_value=bgp.BGPCapFourBytesASN(asn=65550))]
    segments = [bgp.BGPPAASPath.ASPathSegment(segment_type=2, segment_value=[64500, 64501])]
    attributes = [
        bgp.BGPPathAttr(type_flags=0x40, type_code=1, attribute=bgp.BGPPAOrigin(origin=0)),
        bgp.BGPPathAttr(type_flags=0x40, type_code=2, attribute=bgp.BGPPAASPath(segments=segments)),
        bgp.BGPPathAttr(type_flags=0x40, type_code=3, attribute=bgp.BGPPANextHop(next_hop="192.0.2.1")),
        bgp.BGPPathAttr(type_flags=0x80, type_code=4, attribute=bgp.BGPPAMultiExitDisc(med=10)),
        bgp.BGPPathAttr(type_flags=0xD0, type_code=8, attribute=bgp.BGPPACommunity(community=0xFDE90001))]
    prefixes = [bgp.BGPNLRI_IPv4(prefix=text) for text in ["203.0.113.0/24", "198.51.0.0/17", "0.0.0.0/0"]]
    withdrawn = [bgp.BGPNLRI_IPv4(prefix=text) for text in ["10.0.0.0/8", "192.0.2.7/32"]]
    yield bgp.BGPHeader() / bgp.BGPOpen(my_as=64500, hold_time=180, bgp_id="192.0.2.1", opt_params=capabilities)
    yield bgp.BGPKeepAlive()
    yield bgp.BGPHeader() / bgp.BGPUpdate(path_attr=attributes, nlri=prefixes)
    yield bgp.BGPHeader() / bgp.BGPUpdate(withdrawn_routes=withdrawn)
    yield bgp.BGPHeader() / bgp.BGPNotification(error_code=6, error_subcode=2)


def http2_frames():
    settings = {1: 4096, 3: 100, 5: 16384}
    priority = {"depends_on": 1, "stream_weight": 15, "exclusive": True}
    yield http2.SettingsFrame(0, settings=settings)
    yield http2.SettingsFrame(0, flags=["ACK"])
    yield http2.HeadersFrame(1, data=bytes.fromhex("828684410f"), flags=["END_HEADERS", "END_STREAM"])
    yield http2.HeadersFrame(3, data=b"\x82", flags=["END_HEADERS", "PRIORITY", "PADDED"], pad_length=2, **priority)
    yield http2.ContinuationFrame(5, data=b"\x84", flags=["END_HEADERS"])
    yield http2.DataFrame(1, data=b"hello", flags=["END_STREAM"])
    yield http2.DataFrame(3, data=b"hello", flags=["PADDED"], pad_length=3)
    yield http2.PriorityFrame(5, **priority)
    yield http2.RstStreamFrame(5, error_code=8)
    yield http2.PushPromiseFrame(1, promised_stream_id=2, data=b"\x82", flags=["END_HEADERS"])
    yield http2.PingFrame(0, opaque_data=b"12345678", flags=["ACK"])
    yield http2.GoAwayFrame(0, last_stream_id=5, error_code=0, additional_data=b"bye")
    yield http2.WindowUpdateFrame(0, window_increment=65535)
    yield http2.AltSvcFrame(1, origin=b"", field=b"h3=\":443\"")


def websocket_frames():
    client, server = (wsproto.Connection(kind) for kind in (wsproto.ConnectionType.CLIENT, wsproto.ConnectionType.SERVER))
    events = wsproto.events
    yield "ShortFrame", client.send(events.TextMessage(data="hello"))
    yield "ShortFrame", server.send(events.TextMessage(data="hel", message_finished=False))
    yield "ShortFrame", server.send(events.TextMessage(data="lo"))
    yield "ShortFrame", client.send(events.Ping(payload=b"there?"))
    yield "ShortFrame", server.send(events.Pong(payload=b"there?"))
    yield "MediumFrame", client.send(events.BytesMessage(data=bytes(126)))
    yield "MediumFrame", server.send(events.BytesMessage(data=bytes(range(200))))
    yield "ShortFrame", server.send(events.CloseConnection(code=1000, reason="done"))


def quic_packets():
    configuration = QuicConfiguration(is_client=True, server_name="example.com", connection_id_length=8)
    client = QuicConnection(configuration=configuration)
    client.connect(("192.0.2.1", 443), now=0.0)
    initial = client.datagrams_to_send(now=0.0)[0][0]
    yield "Datagram", initial
    original, source = bytes(range(8)), b"server01"
    yield "Retry", encode_quic_retry(
        version=1, source_cid=source, destination_cid=b"client", original_destination_cid=original,
        retry_token=b"come back with this")
    yield "VersionNegotiation", encode_quic_version_negotiation(
        source_cid=source, destination_cid=b"client", supported_versions=[1, 0x6B3343CF])


def recorded(listener, target, heard, said):
    """Passes one connection on to a Unix socket and keeps what goes to and fro."""
    connection, _ = listener.accept()
    server = socket.socket(socket.AF_UNIX)
    server.connect(target)

    def copy(source, sink, record):
        while data := source.recv(65536):
            record.extend(data)
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)

    back = threading.Thread(target=copy, args=(server, connection, said))
    back.start()
    copy(connection, server, heard)
    back.join()


def postgres_session(client):
    """What a client and a server of PostgreSQL say, and the server's version."""
    programs = pathlib.Path(sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1])
    other_user = {"user": "postgres", "group": "postgres"} if os.getuid() == 0 else {}
    folder = tempfile.mkdtemp()
    os.chmod(folder, 0o777)
    run = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder, **other_user}
    subprocess.run([programs / "initdb", "-A", "trust", "-U", "lamp", "-D", f"{folder}/data"], check=True, **run)
    server = subprocess.Popen([programs / "postgres", "-D", f"{folder}/data", "-k", folder, "-h", ""], **run)
    heard, said = bytearray(), bytearray()
    try:
        target = f"{folder}/.s.PGSQL.5432"
        deadline = time.monotonic() + 20
        while subprocess.run([programs / "pg_isready", "-h", folder], **run).returncode and time.monotonic() < deadline:
            time.sleep(0.1)
        listener = socket.create_server(("127.0.0.1", 0))
        proxy = threading.Thread(target=recorded, args=(listener, target, heard, said))
        proxy.start()
        client(listener.getsockname()[1])
        proxy.join()
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)
    version = subprocess.run([programs / "postgres", "--version"], capture_output=True, text=True).stdout.split()[2]
    return bytes(heard), bytes(said), version


def postgres_client(port):
    connection = pg8000.native.Connection("lamp", host="127.0.0.1", port=port, database="postgres", ssl_context=False)
    connection.run("SELECT 1 AS one, NULL AS nothing")
    connection.run("SELECT :number::int4 + 1 AS sum, :text::text AS text", number=41, text=None)
    try:
        connection.run("SELECT lamp")
    except pg8000.exceptions.DatabaseError:
        pass
    connection.run("DROP TABLE IF EXISTS lamp")
    connection.close()


def tagged(stream):
    """Cuts a stream into messages, and leaves out the third and further of a kind."""
    seen = {}
    while stream:
        end = 1 + struct.unpack(">I", stream[1:5])[0]
        message, stream = stream[:end], stream[end:]
        seen[message[0]] = seen.get(message[0], 0) + 1
        if seen[message[0]] <= 2:
            yield message


def postgres_messages():
    heard, said, version = postgres_session(postgres_client)
    client, server = f"pg8000 {pg8000.__version__}", f"PostgreSQL {version}"
    end = struct.unpack(">I", heard[:4])[0]
    yield "Startup", client, heard[:end]
    yield from (("FrontendMessage", client, message) for message in tagged(heard[end:]))
    yield from (("BackendMessage", server, message) for message in tagged(said))


def vectors():
    block_size = TFTP_Options(options=[TFTP_Option(oname=b"blksize", value=b"1428")])
    yield "tftp", "Datagram", SCAPY, TFTP() / TFTP_RRQ(filename=b"boot.img", mode=b"octet") / block_size
    yield "tftp", "Datagram", SCAPY, TFTP() / TFTP_DATA(block=1) / Raw(b"hello")
    yield "tftp", "Datagram", SCAPY, TFTP() / TFTP_ACK(block=1)
    yield "tftp", "Datagram", SCAPY, TFTP() / TFTP_ERROR(errorcode=1, errormsg=b"File not found")
    yield "tftp", "Datagram", SCAPY, TFTP() / TFTP_OACK() / block_size
    yield "ntp", "Header", SCAPY, NTPHeader(
        leap=0, version=4, mode=3, stratum=2, poll=6, precision=-20, delay=0.5, dispersion=1.25,
        id="127.0.0.1", ref=3900000000.5, orig=0, recv=0, sent=3900000001.25)
    yield "rtp", "Data", SCAPY, RTP(
        marker=1, payload_type=0, sequence=1000, timestamp=160, sourcesync=0xDEADBEEF,
        numsync=2, sync=[1, 2]) / Raw(b"\x7f\x80")
    yield "rtp", "Data", SCAPY, RTP(extension=1, payload_type=96, sequence=1, timestamp=2, sourcesync=3) / RTPExtension(
        header_id=0xBEDE, header=[0x10203040]) / Raw(b"\x01")
    read = modbus.ModbusPDU03ReadHoldingRegistersRequest(startAddr=107, quantity=3)
    write = modbus.ModbusPDU10WriteMultipleRegistersRequest(
        startAddr=1, quantityRegisters=2, byteCount=4, outputsValue=[10, 258])
    yield "modbus", "RequestFrame", SCAPY, modbus.ModbusADURequest(transId=7, unitId=17) / read
    yield "modbus", "RequestFrame", SCAPY, modbus.ModbusADURequest(transId=8, unitId=17) / write
    answer = modbus.ModbusPDU03ReadHoldingRegistersResponse(registerVal=[0x22B, 0, 0x64])
    failed = modbus.ModbusPDU03ReadHoldingRegistersError(exceptCode=2)
    yield "modbus", "ResponseFrame", SCAPY, modbus.ModbusADUResponse(transId=7, unitId=17) / answer
    yield "modbus", "ResponseFrame", SCAPY, modbus.ModbusADUResponse(transId=7, unitId=17) / failed
    for kind, packet in socks_conversation():
        yield "socks5", kind, f"PySocks {socks.__version__}", packet
    yield "tls", "HandshakeRecord", ssl.OPENSSL_VERSION, client_hello()
    yield "wireguard", "Datagram", SCAPY, wireguard.Wireguard() / wireguard.WireguardInitiation(
        sender_index=0x01020304, unencrypted_ephemeral=0x1122, encrypted_static=0x33, encrypted_timestamp=0x44,
        mac1=0x55, mac2=0)
    yield "wireguard", "Datagram", SCAPY, wireguard.Wireguard() / wireguard.WireguardTransport(
        receiver_index=5, counter=6, encrypted_encapsulated_packet=bytes(range(16)))
    yield "dns", "Message", SCAPY, DNS(id=0x1234, rd=1, qd=[DNSQR(qname="www.example.com", qtype="AAAA")])
    yield "dns", "Message", SCAPY, DNS(
        id=0xBEEF, qr=1, aa=1, ra=1, qd=[DNSQR(qname="example.com")],
        an=[DNSRR(rrname="example.com", type="A", rdata="192.0.2.7", ttl=300)])
    yield "dhcp", "Datagram", SCAPY, BOOTP(
        op=1, chaddr=b"\x02\x00\x00\x00\x00\x01", xid=0x3903F326, flags=0x8000, secs=3) / DHCP(
        options=[("message-type", "discover"), ("requested_addr", "192.0.2.9"), ("hostname", "lamp"),
                 ("param_req_list", [1, 3, 51]), ("vendor_class_id", "udhcp"), "end"])
    yield "dhcp", "Datagram", SCAPY, BOOTP(op=2, xid=0x3903F326, yiaddr="192.0.2.9", siaddr="192.0.2.1") / DHCP(
        options=[("message-type", "ack"), ("server_id", "192.0.2.1"), ("lease_time", 3600),
                 ("subnet_mask", "255.255.255.0"), ("router", "192.0.2.1", "192.0.2.2"), "end", "pad"])
    for packet in mqtt_packets():
        yield "mqtt", "Packet", SCAPY, packet
    for kind, packet in ipv4_packets():
        yield "ipv4", kind, SCAPY, packet
    for packet in radius_packets():
        yield "radius", "Packet", SCAPY, packet
    for message in bgp_messages():
        yield "bgp", "Frame", SCAPY, message
    for kind in ["Frame", "AnyFrame"]:
        for frame in http2_frames():
            yield "http2", kind, f"hyperframe {hyperframe.__version__}", frame.serialize()
    for kind, frame in websocket_frames():
        yield "websocket", kind, f"wsproto {wsproto.__version__}", frame
    for kind, packet in quic_packets():
        yield "quic", kind, f"aioquic {aioquic.__version__}", packet
    for kind, software, message in postgres_messages():
        yield "postgres", kind, software, message


def main():
    lines = ["# Written by spec/gallery/vectors.py: spec, type, software, bytes."]
    lines += ["\t".join([spec, kind, software, bytes(packet).hex()])
              for spec, kind, software, packet in vectors()]
    sys.stdout.write("\n".join(lines) + "\n")


main()
