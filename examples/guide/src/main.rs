//! Serves the clock until it is interrupted.

use std::error::Error;

use packetwright_example_guide::wall;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let daemon = wall::serve("tcp://127.0.0.1:4750".parse()?).await?;
    println!("listening at {}", daemon.endpoints()[0]);
    tokio::signal::ctrl_c().await?;
    daemon.shutdown().await?;
    Ok(())
}
